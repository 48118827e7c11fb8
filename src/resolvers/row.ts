import type { GraphQLResolveInfo } from 'graphql';
import { BadUserInputError, InternalError } from '../errors.ts';
import type { Session } from '../loaders/session.ts';
import { buildKey, buildRowShape, type Key, type Row, type RowShape } from '../model/load.ts';
import type { Field, Model, Models, Relation, UniqueKey } from '../model/model.ts';
import { readFieldValue, wantedFieldValue } from '../model/read-value.ts';
import { readKey } from './connection.ts';
import { remember, tracePath, type Resolver } from './context.ts';
import { readNodeId, writeNodeId } from './node-id.ts';
import type { PageLimits } from './read-page.ts';
import { selectedWideFields } from './look-ahead.ts';

/** Resolves a lookup by a unique key, whose fields are the arguments; null when there is no such row. */
export function rowByKey(model: Model, key: UniqueKey): Resolver {
  return (_parent, given, { session }, info) => {
    return session.load(
      rowShape(model, key, session, info),
      readKeyArguments(key, given, ''),
      tracePath(session, info),
    );
  };
}

/** Resolves a list of lookups: answers of the same length and order as asked, null where there is no such row. */
export function rowsByKeys(model: Model, key: UniqueKey, { pageSizeMax }: PageLimits): Resolver {
  return (_parent, { ids }, { session }, info) => {
    const asked = readList(ids, 'ids', pageSizeMax);
    const shape = rowShape(model, key, session, info);
    const path = tracePath(session, info);
    const [only] = key;
    const keys = asked.map((id, index) =>
      readKeyArguments(key, key.length === 1 && only ? { [only.name]: id } : Object(id), `ids[${index}]`),
    );
    return keys.map((each) => session.load(shape, each, path));
  };
}

/** Resolves a to-one relation. */
export function relatedRow({ name, target, from, to, nullable }: Relation): Resolver<Row> {
  const mustBeThere = (row: Row | null): Row => {
    if (row) return row;
    throw new InternalError(`The ${target.names.type} that ${name} refers to is not there.`);
  };
  return (parent, _given, { session }, info) => {
    const key = readKey(parent, from);
    if (key === undefined) return nullable ? null : mustBeThere(null);
    const row = session.load(rowShape(target, to, session, info), key, tracePath(session, info));
    return nullable ? row : row.then(mustBeThere);
  };
}

/** Resolves `nodeId`. */
export function nodeIdOf(model: Model): Resolver<Row> {
  return (row) =>
    writeNodeId(
      model,
      model.key.map(({ name }) => row[name]),
    );
}

/** Resolves a lookup among all models. */
export function nodeById(models: Models): Resolver {
  return (_parent, { nodeId }, { session }, info) =>
    loadNode(models, 'nodeId', String(nodeId), session, info);
}

/** Resolves a list of lookups among all models, in the order asked. */
export function nodesByIds(models: Models, { pageSizeMax }: PageLimits): Resolver {
  return (_parent, { nodeIds }, { session }, info) => {
    const asked = readList(nodeIds, 'nodeIds', pageSizeMax).map(
      (nodeId, index) => [`nodeIds[${index}]`, String(nodeId)] as const,
    );
    for (const [argument, nodeId] of asked) readNodeId(models, argument, nodeId);
    return asked.map(([argument, nodeId]) => loadNode(models, argument, nodeId, session, info));
  };
}

function loadNode(
  models: Models,
  argument: string,
  nodeId: string,
  session: Session,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  const { model, key } = readNodeId(models, argument, nodeId);
  const shapes = remember(session, info, () => new Map<Model, RowShape>());
  let shape = shapes.get(model);
  if (shape === undefined)
    shapes.set(
      model,
      (shape = buildRowShape({ model, by: model.key, wide: selectedWideFields(model, info) })),
    );
  return session.load(shape, key, tracePath(session, info));
}

/** The shape of a row by a key, with what the document selects of it: built once for a field, however many rows it answers. */
export function rowShape(
  model: Model,
  by: readonly Field[],
  session: Session,
  info: GraphQLResolveInfo,
): RowShape {
  return remember(session, info, () => buildRowShape({ model, by, wide: selectedWideFields(model, info) }));
}

function readKeyArguments(key: UniqueKey, given: Readonly<Record<string, unknown>>, place: string): Key {
  return buildKey(
    key.map((field) => {
      const value = readFieldValue(field, given[field.name]);
      if (value !== undefined) return value;
      const argument = place === '' ? field.name : key.length === 1 ? place : `${place}.${field.name}`;
      const expected = wantedFieldValue(field);
      throw new BadUserInputError(
        `Argument "${argument}": expected ${expected}, got ${JSON.stringify(given[field.name])}.`,
      );
    }),
  );
}

function readList(given: unknown, argument: string, most: number): readonly unknown[] {
  if (Array.isArray(given) && given.length <= most) return given;
  const got = Array.isArray(given) ? given.length : JSON.stringify(given);
  throw new BadUserInputError(`Argument "${argument}": expected a list of at most ${most}, got ${got}.`);
}
