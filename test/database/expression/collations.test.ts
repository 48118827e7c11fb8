import type { Connection } from 'mariadb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/open-database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openTestLoaders } from '../../support/loaders.ts';
import { createOneColumnTable, findByKeys, lookUp } from '../../support/one-column-table.ts';

/** Those of both servers; each is tried where there is such a one. */
const collations = [
  'latin1_swedish_ci',
  'latin1_german2_ci',
  'latin1_general_cs',
  'latin1_bin',
  'ascii_general_ci',
  'cp1251_ukrainian_ci',
  'sjis_japanese_ci',
  'ucs2_unicode_ci',
  'utf8mb3_general_ci',
  'utf8mb3_bin',
  'utf16_unicode_ci',
  'utf8mb4_bin',
  'utf8mb4_general_ci',
  'utf8mb4_unicode_ci',
  'utf8mb4_unicode_520_ci',
  'utf8mb4_turkish_ci',
  'utf8mb4_0900_ai_ci',
  'utf8mb4_0900_as_cs',
  'utf8mb4_0900_bin',
  'utf8mb4_unicode_nopad_ci',
  'utf8mb4_nopad_bin',
  'utf8mb4_uca1400_ai_ci',
  'utf8mb4_uca1400_nopad_as_cs',
] as const;

/** Texts that one collation or another holds equal, and the longest that a column of six has, with its equals. */
const texts = [
  ['', ' ', '  ', '\t', '\u0000', '\u200b', '?', '??'],
  [
    'a',
    'A',
    'á',
    'a\u0301',
    'a ',
    'a  ',
    ' a',
    'a\u0000',
    'a\u200b',
    'a\t',
    'ａ',
    'i',
    'I',
    'ı',
    'İ',
    'o',
    'ö',
  ],
  ['oe', 'œ', 'ss', 'SS', 'ß', 'ẞ', 'Я', 'я', '日', 'ﾊ', 'ハ', '😀', '😁', '\uffff'],
  ['abcdef', 'ABCDEF', 'ábcdef', 'abcdef ', 'abcdef   ', 'abcdef\u200b', 'abcdefg', 'áááááá'],
  ['ßßßßßß', 'ssssssssssss', 'ssssssssssss  ', `abcdef${'\u200b'.repeat(8)}`, `abcdef${' '.repeat(60)}x`],
].flat();

let opened: AsyncDisposableStack;
let connection: Connection;
let database: Database;
let known: ReadonlySet<string>;

beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const testDatabase = opening.use(await openTestDatabase('nothing'));
  connection = testDatabase.connection;
  const { url } = testDatabase;
  ({ database } = opening.use(await openTestLoaders({ databaseUrl: url })));
  const rows: { name: string }[] = await connection.query(
    'SELECT COLLATION_NAME AS name FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY',
  );
  // MariaDB gives some of them one name for several character sets.
  known = new Set(rows.flatMap(({ name }) => [name, name.replace(/^uca/, 'utf8mb4_uca')]));
  opened = opening.move();
});

afterAll(() => opened.disposeAsync());

describe.each(['VARCHAR', 'CHAR'])('Text key of a %s', (type) => {
  test.for(collations)(
    'finds what its column holds equal, in one batch with its twins: %s',
    async (collation, { skip }) => {
      // MariaDB's index of a CHAR without padding answers otherwise than its table does.
      if (!known.has(collation) || (type === 'CHAR' && collation.includes('nopad'))) skip();
      const column = `${type}(6) CHARACTER SET ${collation.replace(/_.*/, '')} COLLATE ${collation}`;
      const table = await createOneColumnTable(connection, {
        type: 'String',
        native: [type === 'CHAR' ? 'Char' : 'VarChar', ['6']],
        column,
        stored: [],
      });
      const { table: name } = table.model;
      for (const [index, text] of texts.entries()) await insertIfHeld(name, index + 1, text);
      database.forgetCatalog();
      const naive: number[][] = [];
      for (const text of texts) naive.push(await findNaively(name, text));
      expect(naive.flat().length).toBeGreaterThan(20);
      const found = await findByKeys(table, database, texts);
      const told = texts.map((text, index) => [text, found[index]]);
      expect(told).toEqual(texts.map((text, index) => [text, naive[index]]));
      const looked = await lookUp(table, database, texts);
      expect(texts.filter((_, index) => !isRight(looked[index] ?? null, naive[index]))).toEqual([]);
    },
  );
});

/** Rows of texts that the column cannot hold, or that are too long for it, are left out. */
async function insertIfHeld(table: string, id: number, text: string): Promise<void> {
  try {
    await connection.execute(`INSERT INTO ${table} VALUES (?, ?)`, [id, text]);
  } catch (error) {
    if (!isServerError(error, [1366, 1406, 3988])) throw error;
  }
}

/** Each key by itself; a comparison that the server refuses for the character set finds nothing. */
async function findNaively(table: string, text: string): Promise<number[]> {
  try {
    const rows: { id: number }[] = await connection.execute(
      `SELECT id FROM ${table} WHERE v = ? ORDER BY id`,
      [text],
    );
    return rows.map(({ id }) => id);
  } catch (error) {
    if (!isServerError(error, [1267, 3988])) throw error;
    return [];
  }
}

function isServerError(error: unknown, numbers: readonly number[]): boolean {
  return error instanceof Error && 'errno' in error && numbers.includes(Number(error.errno));
}

/** Whether a lookup answered one of the rows that there are, or none where there are none. */
function isRight(id: number | null, ids: readonly number[] = []): boolean {
  return id === null ? ids.length === 0 : ids.includes(id);
}
