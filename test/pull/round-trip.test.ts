import type { Connection } from 'mariadb';
import { describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { readStoredTables } from '../../src/database/introspect/read-stored-tables.ts';
import type { StoredTable } from '../../src/model/stored-table.ts';
import { parseSchema } from '../../src/prisma-schema/parse-schema.ts';
import { readColumnType } from '../../src/prisma-schema/pull/column-type.ts';
import { findServedKey } from '../../src/prisma-schema/pull/draft-keys.ts';
import type { NameStyle } from '../../src/prisma-schema/pull/pick-name.ts';
import { nameCollations } from '../fuzz/open-fuzz-database.ts';
import { generateSchema } from '../fuzz/schema/generate-schema.ts';
import { writeTables } from '../fuzz/schema/write-tables.ts';
import { openTestDatabase } from '../support/database.ts';
import { pullInto, pullSchema } from '../support/pull-schema.ts';
import { openSampleDatabase, samples } from '../support/samples.ts';
import { type TablesDocument, writeTablesOfModel } from '../support/write-tables-of-model.ts';

/** The long form has 200: `PULL_SCHEMAS=200 npx vitest run test/pull/round-trip`. */
const schemas = Number(process.env['PULL_SCHEMAS'] ?? 4);
const seed = Number(process.env['PULL_SEED'] ?? 20_261_201);

describe('The tables of a pulled schema', () => {
  test.each(Array.from({ length: schemas }, (_, index) => seed + index))(
    'are the tables that were pulled, of random schema %i',
    async (each) => {
      await using database = await openTestDatabase('nothing');
      const { connection } = database;
      await connection.query("SET sql_mode = 'ALLOW_INVALID_DATES'");
      const isMariadb = connection.serverVersion().includes('MariaDB');
      const random = new Random(each);
      for (const statement of writeTables(random, generateSchema(random)))
        await connection.query(nameCollations(statement, isMariadb));
      const { before, after, changes } = await makeAgain(connection, each % 2 === 0 ? 'pleasant' : 'as-is');
      expect(after).toEqual(before);
      expect(changes).toEqual([]);
    },
    60_000,
  );

  test.each(samples)('are the tables that were pulled, of %s', async (name) => {
    await using database = await openSampleDatabase(name);
    const { before, after, changes } = await makeAgain(database.connection, 'pleasant');
    expect(after).toEqual(before);
    expect(changes).toEqual([]);
  });
});

/** Pulls, and makes the tables of what was pulled in another database. A second pull has the changes. */
async function makeAgain(
  connection: Connection,
  style: NameStyle,
): Promise<{ readonly before: unknown; readonly after: unknown; readonly changes: readonly string[] }> {
  const before = await readStoredTables(connection);
  const { text, notes } = await pullSchema(connection, style);
  const document = await parseSchema([{ file: 'pulled.prisma', text }]);
  await using other = await openTestDatabase('nothing');
  const views = new Set(before.filter(({ isView }) => isView).map(({ name }) => name));
  // Prisma's own format.
  for (const statement of writeTablesOfModel(document as unknown as TablesDocument, views))
    await other.connection.query(statement);
  const after = await readStoredTables(other.connection);
  const { changes } = await pullInto(connection, text);
  return {
    before: before
      .filter((table) => !table.isView && hasServedKey(table))
      .map((table) => describeTable(table, before, { notes, before })),
    after: after.map((table) => describeTable(table, after, { notes, before })),
    changes,
  };
}

function hasServedKey(table: StoredTable): boolean {
  return findServedKey(table) !== undefined;
}

/** A table as far as Prisma has words for it: no types that it does not know, and no names of foreign keys. */
function describeTable(
  table: StoredTable,
  all: readonly StoredTable[],
  { notes, before }: { readonly notes: readonly string[]; readonly before: readonly StoredTable[] },
): unknown {
  const pulled = before.find(({ name }) => name === table.name) ?? table;
  const columns = table.columns.filter((column) => !readColumnType(column).scalar?.startsWith('Unsupported'));
  const isKnown = (name: string): boolean => columns.some((column) => column.name === name);
  const foreignKeys = table.foreignKeys.filter(({ name, target }) => {
    const found = all.find((each) => each.name === target);
    return (
      found !== undefined &&
      hasServedKey(found) &&
      !notes.some((note) => note.startsWith(`${table.name}.${name} `))
    );
  });
  return {
    name: table.name,
    columns: columns.map((column) => ({ ...column, comment: '', isGenerated: false })),
    primaryKey: table.primaryKey,
    indexes: table.indexes
      .filter(({ parts }) => parts.every(({ column }) => isKnown(column)))
      .filter(
        ({ parts }) =>
          !isOfForeignKey(
            pulled,
            parts.map(({ column }) => column),
          ),
      )
      .toSorted((one, two) => (one.name < two.name ? -1 : 1)),
    foreignKeys: [
      ...new Set(
        foreignKeys.map((key) =>
          // The actions of an implicit many-to-many relation have one form in Prisma.
          JSON.stringify({ ...key, name: '', ...(isJoinTable(table) && { onDelete: '', onUpdate: '' }) }),
        ),
      ),
    ].toSorted(),
  };
}

function isJoinTable({ name, columns }: StoredTable): boolean {
  return name.startsWith('_') && columns.map((column) => column.name).join() === 'A,B';
}

/** The server makes an index for a foreign key, with a name of its own. */
function isOfForeignKey({ foreignKeys }: StoredTable, columns: readonly string[]): boolean {
  return foreignKeys.some((key) => key.columns.join() === columns.join());
}
