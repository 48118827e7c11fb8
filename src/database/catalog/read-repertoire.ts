import type { Connection } from 'mariadb';
import { name, sql, value } from '../sql.ts';

/** Returns true if a character set has all characters of a text. */
export type Repertoire = (text: string) => boolean;

/** The character sets of all of Unicode. All others end at sixteen bits. */
const wholeUnicode: readonly string[] = ['utf8mb4', 'utf16', 'utf16le', 'utf32', 'gb18030'];

/** The characters that one text column of a JSON_TABLE can hold. */
const charactersPerRow = 16_000;

/**
 * Reads the characters of a character set: the database converts all of them to it and back. A text with any
 * other character would be stored as another text, or fail a statement that compares with it.
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
    // Characters beyond sixteen bits consist of two halves, and neither is held.
    for (let index = 0; index < text.length; index++) if (held[text.charCodeAt(index)] === 0) return false;
    return true;
  };
}

/** Builds rows of all characters of sixteen bits. */
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
