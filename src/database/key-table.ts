import type { Key } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import type { PresentValue } from '../model/read-value.ts';
import type { Catalog } from './read-catalog.ts';
import { join, name, raw, sql, value, type Sql } from './sql.ts';
import { keysTable, modelTable } from './statement.ts';
import { encodeForJson } from './wire.ts';

/** A text key's characters at most, whatever its column: a longer column cannot be unique or referred to. */
const textKeyMaxCharacters = 4_000;

/** Stands for the keys in the parameters of a statement until they are known. */
export const keysParameter = Symbol('keys');

/**
 * The keys as a table of their position `i` (from 1) and their values `k0`, `k1` …, read from one JSON parameter.
 * The database joins it with the model's table and answers each row with its key's position, so that keys find their
 * rows by the column's own rules (collation, trailing spaces), and the text is one whatever the number of keys.
 */
export function buildKeyTable(model: Model, by: readonly Field[], catalog: Catalog): Sql {
  const columns = by.map((field, index) => {
    return sql`${raw(`k${index}`)} ${keyType(model, field, catalog)} PATH ${raw(`'$[${index}]'`)}`;
  });
  const source = sql`JSON_TABLE(${value(keysParameter)}, '$[*]' COLUMNS (i FOR ORDINALITY, ${join(columns, ', ')}))`;
  return sql`${source} AS ${keysTable}`;
}

/** The condition that joins the model's table to the keys. */
export function buildKeyCondition(by: readonly Field[]): Sql {
  const parts = by.map((field, index) => {
    const key = sql`${keysTable}.${raw(`k${index}`)}`;
    const comparable = field.type === 'Bytes' ? sql`FROM_BASE64(${key})` : key;
    return sql`${modelTable}.${name(field.column)} = ${comparable}`;
  });
  return join(parts, ' AND ');
}

/** The JSON text that `buildKeyTable` reads. */
export function writeKeys(
  model: Model,
  by: readonly Field[],
  keys: readonly Key[],
  catalog: Catalog,
): string {
  const writers = by.map((field) => {
    if (field.type !== 'String') return (value: PresentValue) => encodeForJson(field, value);
    const length = textLength(catalog(model.table, field.column));
    return (value: PresentValue) => fitText(String(value), length);
  });
  return JSON.stringify(keys.map(({ values }) => writers.map((write, index) => write(values[index] ?? ''))));
}

/**
 * A text that is too long for its column equals nothing there, but for spaces at its end, which many collations pass
 * over; MariaDB would cut it off and find the row of what is left.
 */
function fitText(text: string, length: number): string | null {
  if (text.length <= length) return text;
  const characters = Array.from(text); // the database counts code points
  const isFitting = characters.slice(length).every((character) => character === ' ');
  return isFitting ? characters.slice(0, length).join('') : null;
}

function keyType(model: Model, field: Field, catalog: Catalog): Sql {
  switch (field.type) {
    case 'Int':
    case 'UnsignedInt':
      return raw('BIGINT');
    case 'BigInt':
      return raw(field.nativeType?.[0] === 'UnsignedBigInt' ? 'BIGINT UNSIGNED' : 'BIGINT');
    case 'Boolean':
      return raw('TINYINT');
    case 'Float':
      return raw('DOUBLE');
    case 'Decimal':
      return raw('DECIMAL(65, 30)');
    case 'DateTime':
      return raw('DATETIME(6)');
    case 'Date':
      return raw('DATE');
    case 'Time':
      return raw('TIME(6)');
    case 'String':
    case 'Enum':
      return textType(catalog(model.table, field.column));
    case 'Json':
    case 'Bytes':
      return raw(`VARCHAR(${textKeyMaxCharacters}) CHARACTER SET utf8mb4`);
  }
}

function textType(column: ReturnType<Catalog>): Sql {
  const type = raw(`VARCHAR(${textLength(column)})`);
  if (column === undefined) return sql`${type} CHARACTER SET utf8mb4`;
  return sql`${type} CHARACTER SET ${name(column.characterSet)} COLLATE ${name(column.collation)}`;
}

/** One character more than the column's, by which a text with a space at its end still differs where that counts. */
function textLength(column: ReturnType<Catalog>): number {
  return Math.min(column === undefined ? textKeyMaxCharacters : column.length + 1, textKeyMaxCharacters);
}
