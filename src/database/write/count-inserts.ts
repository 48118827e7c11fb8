import type { RowData } from '../../model/change.ts';
import type { Field, Model } from '../../model/model.ts';
import { insertMost } from './insert-rows.ts';

/** Counts the statements that insert rows of one level at most. */
export function countInserts(model: Model, rows: readonly RowData[]): number {
  const fields = [...new Set([...model.fields, ...model.defaults.map(({ field }) => field)])];
  let bytes = 0;
  for (const row of rows) bytes += measureRow(row, fields);
  const rowsMost = Math.max(1, Math.floor(insertMost.parameters / Math.max(1, fields.length)));
  // Two statements that follow each other hold more than one may.
  return Math.ceil(rows.length / rowsMost) + Math.floor((2 * bytes) / insertMost.bytes);
}

/** Measures the values of a row as parameters. Those that it is not given have their greatest length. */
function measureRow(row: RowData, fields: readonly Field[]): number {
  const given = new Map(row.fields.map(({ field, value }) => [field, value]));
  let bytes = overheadBytes * fields.length;
  for (const field of fields) {
    const value = given.get(field);
    if (value === undefined) bytes += measureMade(field);
    else if (typeof value === 'string') bytes += Buffer.byteLength(value);
  }
  return bytes;
}

/** The bytes of a parameter besides its value. */
const overheadBytes = 16;

/** The most characters of a text that is a key, and the bytes of each. */
const [keyCharacters, characterBytes] = [768, 4];

/** The bytes of a value without text: the longest is a decimal. */
const scalarBytes = 72;

/** Measures a value from above that the gateway makes, or that a reference copies. */
function measureMade({ type, nativeType }: Field): number {
  if (type !== 'String' && type !== 'Bytes') return scalarBytes;
  const length = Number(nativeType?.[1][0] ?? keyCharacters);
  return Math.min(Number.isNaN(length) ? keyCharacters : length, keyCharacters) * characterBytes;
}
