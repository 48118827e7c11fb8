import type { Connection } from 'mariadb';
import { name, sql, value } from '../sql.ts';

/** Whether a text has no characters but those of a character set. */
export type Repertoire = (text: string) => boolean;

/** Character sets of all of Unicode; those beside them end where sixteen bits do. */
const wholeUnicode: readonly string[] = ['utf8mb4', 'utf16', 'utf16le', 'utf32', 'gb18030'];

/** As many characters as one text column of a JSON_TABLE may hold. */
const charactersPerRow = 16_000;

/**
 * Reads which characters a character set has, by asking the database to convert them all there and back. A text with
 * any other would become another text on its way into a column, or fail the statement that compares it with one.
 */
export async function readRepertoire(connection: Connection, characterSet: string): Promise<Repertoire> {
  if (wholeUnicode.includes(characterSet)) return () => true;
  const rows = buildBasicPlane();
  const converted = sql`CONVERT(CONVERT(c USING ${name(characterSet)}) USING utf8mb4)`;
  const source = sql`JSON_TABLE(${value(JSON.stringify(rows))}, '$[*]' COLUMNS (i FOR ORDINALITY, c VARCHAR(16000) CHARACTER SET utf8mb4 PATH '$'))`;
  const { text, parameters } = sql`SELECT ${converted} FROM ${source} AS j ORDER BY i`;
  const answered = await connection.execute<unknown[][]>({ sql: text, rowsAsArray: true }, [...parameters]);
  const held = new Uint8Array(0x1_00_00);
  for (const [index, row] of rows.entries()) {
    const returned = String(answered[index]?.[0]);
    for (let index = 0; index < row.length; index++)
      if (row[index] === returned[index]) held[row.charCodeAt(index)] = 1;
  }
  return (text) => {
    // Of what lies beyond sixteen bits, neither half is held.
    for (let index = 0; index < text.length; index++) if (held[text.charCodeAt(index)] === 0) return false;
    return true;
  };
}

/** Every character of sixteen bits, in rows. */
function buildBasicPlane(): readonly string[] {
  const rows = [''];
  for (let code = 0; code <= 0xff_ff; code++) {
    if (code >= 0xd8_00 && code <= 0xdf_ff) continue;
    const last = rows.at(-1) ?? '';
    if (last.length < charactersPerRow) rows[rows.length - 1] = last + String.fromCharCode(code);
    else rows.push(String.fromCharCode(code));
  }
  return rows;
}
