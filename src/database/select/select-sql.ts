import { InternalError } from '../../errors.ts';
import type { SqlShape } from '../../model/load.ts';
import type { OwnSql, OwnSqlPiece, OwnSqlType } from '../../model/own-sql.ts';
import { powerOfTwo } from '../../std/power-of-two.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { readStored, type StoredRow } from '../connection/packet-row.ts';
import { buildDecoder, type Decoder, encode } from '../expression/wire.ts';
import { bindKeys, buildNamedKeyTable } from '../keys/key-table.ts';
import { buildKeyedTables } from '../keys/keyed-tables.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { modelAlias, type Statement } from '../statement.ts';
import { readColumnNames } from './read-own-result.ts';

/** Compiles own SQL. Each of its rows belongs to the key with the position `i`. */
export function buildSqlStatement(shape: SqlShape, catalog: Catalog): Statement<SqlShape> {
  const { sql: own, given } = shape;
  const keyed = buildKeyedTables(shape, catalog, modelAlias);
  const buildPiece = (piece: OwnSqlPiece): Sql => {
    switch (piece.kind) {
      case 'text':
        return raw(piece.text);
      case 'keys':
        return buildNamedKeyTable(keyed.keys);
      case 'argument':
        return buildArgument(own.arguments.get(piece.name), given[piece.name]);
    }
  };
  const statement = join(own.pieces.map(buildPiece), '');
  return {
    bind: (asked) => ({
      ...bindKeys(statement, keyed, asked),
      align(rows) {
        const answers = Array.from({ length: asked.length }, (): unknown[] => []);
        if (rows.length === 0) return answers;
        const { position, read } = buildValueReader(own, readColumnNames(rows));
        for (const values of rows) {
          const at = readStored(values, position);
          const answer = answers[Number(at) - 1];
          if (at === null || answer === undefined)
            throw fault(own, `expected i of $keys in every row, got ${String(at)}`);
          answer.push(read(values));
        }
        return answers;
      },
    }),
  };
}

/**
 * Builds the parameters of an argument. A list is padded with its last value to a few lengths, so that few
 * texts are prepared. An empty one becomes NULL, which equals nothing.
 */
function buildArgument(type: OwnSqlType | undefined, given: unknown): Sql {
  if (type === undefined) throw new InternalError('Expected the type of every argument.');
  if (!Array.isArray(given)) return buildParameter(type, given);
  const values = given as readonly unknown[];
  if (values.length === 0) return raw('NULL');
  const padded = Array.from(
    { length: powerOfTwo(values.length) },
    (_, index) => values[index] ?? values.at(-1),
  );
  return join(
    padded.map((each) => buildParameter(type, each)),
    ', ',
  );
}

function buildParameter(type: OwnSqlType, given: unknown): Sql {
  if (given === null || given === undefined) return value(null);
  if (type.type === 'Json') return value(JSON.stringify(given));
  const parameter = value(encode(type, given as string | number | boolean)); // as its scalar has read it
  // As a text it would be compared as a double.
  return type.type === 'Decimal' ? sql`CAST(${parameter} AS DECIMAL(65, 30))` : parameter;
}

/** The position of `i` among the columns, and the reader of the other ones. */
interface ValueReader {
  readonly position: number;
  readonly read: (values: StoredRow) => unknown;
}

function buildValueReader(own: OwnSql, columns: readonly string[]): ValueReader {
  const { answer } = own;
  const position = columns.indexOf('i');
  const others = columns.filter((name) => name !== 'i');
  const wanted = answer.kind === 'keys' ? answer.model.key.map(({ name }) => name) : undefined;
  const isKnown = wanted
    ? wanted.length === others.length && wanted.every((name) => others.includes(name))
    : others.length === 1;
  if (position < 0 || !isKnown || columns.length !== others.length + 1) {
    const expected = wanted ? wanted.join(', ') : 'one of the values';
    throw fault(own, `expected the columns i and ${expected}, got ${columns.join(', ')}`);
  }
  if (answer.kind === 'value') {
    const at = 1 - position;
    const decode = buildOwnDecoder(answer.type);
    return { position, read: (values) => decode(readStored(values, at)) };
  }
  const parts = answer.model.key.map((field) => ({
    name: field.name,
    at: columns.indexOf(field.name),
    decode: buildOwnDecoder(field),
  }));
  const read = (values: StoredRow): unknown => {
    // A key with a NULL in it refers to no row.
    if (parts.some(({ at }) => readStored(values, at) === null)) return null;
    return Object.fromEntries(parts.map(({ name, at, decode }) => [name, decode(readStored(values, at))]));
  };
  return { position, read };
}

/** Builds the decoder of a value. Instants and times keep the fraction digits that the database sent. */
function buildOwnDecoder(type: OwnSqlType): Decoder {
  if (type.type !== 'DateTime' && type.type !== 'Time') return buildDecoder(type);
  const decoders = new Map<number, Decoder>();
  return (stored) => {
    const digits = String(stored).split('.')[1]?.length ?? 0;
    let decode = decoders.get(digits);
    if (decode === undefined)
      decoders.set(digits, (decode = buildDecoder({ ...type, nativeType: [type.type, [String(digits)]] })));
    return decode(stored);
  };
}

function fault({ label }: OwnSql, message: string): InternalError {
  return new InternalError(`${label}: ${message}.`);
}
