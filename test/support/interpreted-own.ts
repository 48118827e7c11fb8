import { getNullableType, type GraphQLOutputType, isListType } from 'graphql';
import { BadDataError } from '../../src/errors.ts';
import type { Session } from '../../src/loaders/session.ts';
import { buildRowShape, buildSqlShape } from '../../src/model/build-shape.ts';
import { buildSqlKey, type Row, type Value } from '../../src/model/load.ts';
import type { Model } from '../../src/model/model.ts';
import type { OwnContext } from '../../src/own/own-context.ts';
import type { OwnField } from '../../src/own/own-field.ts';
import { readOwnKey } from '../../src/resolvers/read-own-key.ts';
import { loadOne } from './loaders.ts';

type Given = Readonly<Record<string, unknown>>;

/** Answers a field of the user's own for one parent alone, as a plain resolver would. */
export async function answerOwn(own: OwnField, row: Row, given: Given, session: Session): Promise<unknown> {
  const { code, needs } = own;
  const context = {} as OwnContext; // own code of tests that are compared uses nothing of it
  const values = needs.map(({ name }) => row[name]);
  const unreadable = values.find((value) => value instanceof Error);
  if (unreadable) throw unreadable;
  switch (code.kind) {
    case 'resolve':
      return code.resolve(given, context);
    case 'load': {
      const needed = Object.fromEntries(needs.map(({ name }, index) => [name, values[index]]));
      const [value] = (await code.load([needed], given, context)) as readonly unknown[];
      return value;
    }
    case 'sql': {
      if (own.model === undefined) throw new Error('Expected a model.');
      const shape = buildSqlShape({ model: own.model, by: needs, sql: code.sql, given });
      const answer = await loadOne(session, shape, buildSqlKey(values as readonly Value[]));
      return code.isList ? answer : (answer[0] ?? null);
    }
  }
}

/** Loads the rows whose keys a value holds, each by itself. */
export async function loadKeyedRows(
  session: Session,
  model: Model,
  value: unknown,
  type: GraphQLOutputType,
  nameModel: (row: Row) => Row,
  trace: string,
): Promise<unknown> {
  const present = getNullableType(type);
  const isNullable = present === type;
  const settled: unknown = await value;
  if (settled instanceof Error) throw settled;
  if (settled === null || settled === undefined) return settled;
  if (isListType(present))
    return Array.from(settled as Iterable<unknown>, (item) =>
      loadKeyedRows(session, model, item, present.ofType, nameModel, trace),
    );
  const key = readOwnKey(model, settled, trace);
  if (key instanceof Error) throw key;
  const long = model.fields.filter((field) => field.long);
  const row = await loadOne(session, buildRowShape({ model, by: model.key, long }), key);
  if (row === null && !isNullable) throw new BadDataError(`The row that ${trace} refers to does not exist.`);
  return row && nameModel(row);
}
