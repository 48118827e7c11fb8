import { emptyKey, type Key, type Value } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import type { Column } from '../catalog/column.ts';
import type { ComparedColumn } from '../expression/scope.ts';
import { join, name, raw, sql, value, type Sql } from '../sql.ts';
import { keysTable } from '../statement.ts';
import { encodeForJson, isBits } from '../expression/wire.ts';

/** The maximum length of a text key, or of bytes in base64. An index holds 3,072 bytes, which are fewer. */
const textKeyMaxCharacters = 4_100;

/** Stands for the keys among the parameters of a statement until they are bound. */
const keysParameter = Symbol('keys');

/** A column that keys are compared with, of the model's table or of a join table. */
export interface KeyColumn extends ComparedColumn {
  readonly field: Field;
}

/** The columns of a table of keys. */
export interface KeyColumns {
  readonly keys: readonly KeyColumn[];
  /** The columns of the viewers' values, if they differ between the keys. */
  readonly viewers: readonly KeyColumn[];
}

/**
 * Builds the keys as a table with their position `i` (from 1) and their values `k0`, `k1` …, from one JSON
 * parameter. If the keys are of several viewers, `v0`, `v1` … are the values of each. The database joins it
 * with the model's table and returns each row with the position of its key. So keys find their rows by the
 * rules of the column (collation, trailing spaces), and the text is the same for any number of keys.
 */
export function buildKeyTable({ keys, viewers }: KeyColumns): Sql {
  const named = [
    ...keys.map((key, index) => [raw(`k${index}`), key] as const),
    ...viewers.map((viewer, index) => [raw(`v${index}`), viewer] as const),
  ];
  return sql`${buildKeySource(named)} AS ${keysTable}`;
}

/** Builds the same table without an alias. Its values have the names of their fields. */
export function buildNamedKeyTable(keys: readonly KeyColumn[]): Sql {
  return buildKeySource(keys.map((key) => [name(key.field.name), key] as const));
}

function buildKeySource(named: readonly (readonly [Sql, KeyColumn])[]): Sql {
  const columns = named.map(
    ([column, key], index) => sql`, ${column} ${keyType(key.column)} PATH ${raw(`'$[${index}]'`)}`,
  );
  return sql`JSON_TABLE(${value(keysParameter)}, '$[*]' COLUMNS (i FOR ORDINALITY${join(columns, '')}))`;
}

/** Builds the condition that joins the model's table to the keys. */
export function buildKeyCondition(keys: readonly KeyColumn[]): Sql {
  if (keys.length === 0) return raw('TRUE');
  return join(
    keys.map((key, index) => sql`${key.expression} = ${buildKeyValue(key, index)}`),
    ' AND ',
  );
}

/** Builds the same condition as a range, which MariaDB can narrow by the next columns of the index. */
export function buildKeyRange(keys: readonly KeyColumn[]): Sql {
  const parts = keys.flatMap((key, index) => {
    const wanted = buildKeyValue(key, index);
    return [sql`${key.expression} >= ${wanted}`, sql`${key.expression} <= ${wanted}`];
  });
  return join(parts, ' AND ');
}

function buildKeyValue({ field }: KeyColumn, index: number): Sql {
  const key = sql`${keysTable}.${raw(`k${index}`)}`;
  return field.type === 'Bytes' && !isBits(field) ? sql`FROM_BASE64(${key})` : key;
}

/** Binds the keys to the parameter of `buildKeyTable`. */
export function bindKeys({ text, parameters }: Sql, columns: KeyColumns, keys: readonly Key[]): Sql {
  const written = writeKeys(columns, keys);
  return { text, parameters: parameters.map((each) => (each === keysParameter ? written : each)) };
}

/**
 * Writes the JSON text that `buildKeyTable` reads. A value that its column cannot hold is written as null,
 * and matches no row.
 */
function writeKeys({ keys: columns, viewers }: KeyColumns, keys: readonly Key[]): string {
  const writers = columns.map(({ field, column }) => buildKeyWriter(field, column));
  const viewerWriters = viewers.map(({ field, column }) => buildKeyWriter(field, column));
  let json = '';
  for (let number = 0; number < keys.length; number++) {
    const { values, viewer } = keys[number] ?? emptyKey;
    json += number === 0 ? '[' : ',[';
    json += writeValues(writers, values);
    if (viewer !== undefined && viewerWriters.length > 0)
      json += `${writers.length > 0 ? ',' : ''}${writeValues(viewerWriters, viewer.values)}`;
    json += ']';
  }
  return `[${json}]`;
}

function writeValues(writers: readonly KeyWriter[], values: readonly Value[]): string {
  let json = '';
  for (let index = 0; index < writers.length; index++) {
    const given = values[index] ?? null;
    const written = given === null ? null : (writers[index]?.(given) ?? null);
    if (index > 0) json += ',';
    json += typeof written === 'number' ? written : JSON.stringify(written);
  }
  return json;
}

type KeyWriter = (value: PresentValue) => string | number | null;

function buildKeyWriter(field: Field, column: Column | undefined): KeyWriter {
  const isText = column?.characterSet !== undefined || (field.type === 'Bytes' && !isBits(field));
  const length = textLength(column);
  return (value) => {
    const encoded = encodeForJson(field, value);
    if (column?.holds(encoded) === false) return null;
    return isText ? fitText(String(encoded), length) : encoded;
  };
}

/**
 * Fits a text into the key table. Returns null for a longer one, which equals no stored text. Only spaces
 * are cut off, because many collations ignore them at the end. MariaDB would cut off any text and match the
 * row of the rest.
 */
function fitText(text: string, length: number): string | null {
  if (text.length <= length) return text;
  const characters = Array.from(text); // the database counts code points
  const isFitting = characters.slice(length).every((character) => character === ' ');
  return isFitting ? characters.slice(0, length).join('') : null;
}

/**
 * Builds the type that keys are read as. It holds all values of the column, and compares with it by its
 * index.
 */
function keyType(column: Column | undefined): Sql {
  switch (column?.type) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'int':
    case 'bigint':
      return raw(column.unsigned ? 'BIGINT UNSIGNED' : 'BIGINT');
    case 'year':
      return raw('BIGINT');
    case 'bit':
      return raw('BIGINT UNSIGNED');
    case 'float':
    case 'double':
      return raw('DOUBLE');
    case 'decimal':
      return raw(`DECIMAL(${column.precision}, ${column.fractionDigits})`);
    case 'datetime':
    case 'timestamp':
      return raw(`DATETIME(${column.fractionDigits})`);
    case 'date':
      return raw('DATE');
    case 'time':
      return raw(`TIME(${column.fractionDigits})`);
    case undefined:
    default:
      return textType(column);
  }
}

function textType(column: Column | undefined): Sql {
  const type = raw(`VARCHAR(${textLength(column)})`);
  const { characterSet, collation } = column ?? {};
  if (characterSet === undefined || collation === undefined) return sql`${type} CHARACTER SET ascii`;
  return sql`${type} CHARACTER SET ${name(characterSet)} COLLATE ${name(collation)}`;
}

/**
 * Computes the length of a text key: twice the column's and some more, or the length of bytes in base64. A
 * text may equal a shorter one by collation (`ss` and `ß`, ignorable characters, a trailing space).
 */
function textLength(column: Column | undefined): number {
  if (column === undefined) return textKeyMaxCharacters;
  const length = column.collation === undefined ? Math.ceil(column.length / 3) * 4 : column.length * 2 + 32;
  return Math.min(length, textKeyMaxCharacters);
}
