import type { Key } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import type { Catalog } from './read-catalog.ts';
import { join, name, raw, sql, value, type Sql } from './sql.ts';
import { keysTable, modelTable } from './statement.ts';
import { encodeForJson } from './wire.ts';

/** Text keys longer than this match nothing: a longer column cannot be unique or referred to. */
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
export function writeKeys(by: readonly Field[], keys: readonly Key[]): string {
  return JSON.stringify(
    keys.map(({ values }) => by.map((field, index) => encodeForJson(field, values[index] ?? ''))),
  );
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
  if (column === undefined) return raw(`VARCHAR(${textKeyMaxCharacters}) CHARACTER SET utf8mb4`);
  const { characterSet, collation, length } = column;
  const type = raw(`VARCHAR(${Math.min(length, textKeyMaxCharacters)})`);
  return sql`${type} CHARACTER SET ${name(characterSet)} COLLATE ${name(collation)}`;
}
