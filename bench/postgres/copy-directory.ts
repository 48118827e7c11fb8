import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { type Connection, createConnection } from 'mariadb';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { createTypes, type DirectoryTable, directoryTables } from './directory-tables.ts';
import { type CopyValue, writeCopyLine } from './write-copy-line.ts';

/** From which MariaDB to which PostgreSQL, and where to tell what takes long. */
export interface CopyDirectoryOptions {
  readonly from: string;
  readonly to: Client;
  readonly report: (line: string) => void;
}

const chunkCharacters = 64 * 1024;

/**
 * Makes PostgreSQL's directory the same as MariaDB's, unless it is so already: a stamp holds what was copied. All
 * of it is one transaction, so a copy that is killed leaves what was there.
 */
export async function copyDirectory({ from, to, report }: CopyDirectoryOptions): Promise<void> {
  const source = await createConnection({
    ...readConnectionOptions(from),
    rowsAsArray: true,
    dateStrings: true,
  });
  try {
    const stamp = await readStamp(source);
    if ((await readKeptStamp(to)) === stamp) return;
    report('Copying the directory into PostgreSQL.');
    await to.query('BEGIN');
    for (const { name } of directoryTables.toReversed()) await to.query(`DROP TABLE IF EXISTS "${name}"`);
    await to.query('DROP TYPE IF EXISTS "Role"');
    for (const statement of createTypes) await to.query(statement);
    for (const table of directoryTables) await copyTable(table, source, to);
    for (const statement of directoryTables.flatMap(({ complete }) => complete)) await to.query(statement);
    await to.query('CREATE SCHEMA IF NOT EXISTS copied');
    await to.query('DROP TABLE IF EXISTS copied.stamp');
    await to.query(`CREATE TABLE copied.stamp AS SELECT '${stamp}' AS stamp`);
    await to.query('COMMIT');
    // Sets the bits of freshly written rows too, which the first readers would set otherwise, and makes statistics.
    await to.query('VACUUM (ANALYZE)');
  } finally {
    await source.end();
  }
}

async function copyTable(table: DirectoryTable, source: Connection, to: Client): Promise<void> {
  const { name, columns, create } = table;
  await to.query(create);
  const rows = source.queryStream(
    `SELECT ${columns.map((column) => `\`${column}\``).join(', ')} FROM \`${name}\` ORDER BY \`id\``,
  ) as AsyncIterable<readonly CopyValue[]>; // rowsAsArray makes them so
  const list = columns.map((column) => `"${column}"`).join(', ');
  await pipeline(joinLines(rows), to.query(copyFrom(`COPY "${name}" (${list}) FROM STDIN`)));
}

/** A chunk for each row would cost more than the row. */
async function* joinLines(rows: AsyncIterable<readonly CopyValue[]>): AsyncGenerator<string> {
  let chunk = '';
  for await (const row of rows) {
    chunk += writeCopyLine(row);
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** The number of rows and the checksum of each table, and a hash of the statements that make them here. */
async function readStamp(source: Connection): Promise<string> {
  const parts = [
    createHash('sha256')
      .update(JSON.stringify([createTypes, directoryTables]))
      .digest('hex'),
  ];
  for (const { name } of directoryTables) {
    const [[count] = []] = await source.query<unknown[][]>(`SELECT COUNT(*) FROM \`${name}\``);
    const [[, checksum] = []] = await source.query<unknown[][]>(`CHECKSUM TABLE \`${name}\``);
    parts.push(`${name}: ${String(count)} rows, checksum ${String(checksum)}`);
  }
  return parts.join('; ');
}

async function readKeptStamp(to: Client): Promise<string | undefined> {
  const found = await to.query<{ there: boolean }>("SELECT to_regclass('copied.stamp') IS NOT NULL AS there");
  if (found.rows[0]?.there !== true) return undefined;
  const kept = await to.query<{ stamp: string }>('SELECT stamp FROM copied.stamp');
  return kept.rows[0]?.stamp;
}
