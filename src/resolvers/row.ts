import { BadDataError, BadUserInputError } from '../errors.ts';
import { buildKey, type Key, readAlong, type Row } from '../model/load.ts';
import type { Model, Models, Relation, UniqueKey } from '../model/model.ts';
import { readFieldValue, wantedFieldValue } from '../model/read-value.ts';
import { type FieldPlace, fieldPlaceOf, remember, type Resolver } from './context.ts';
import { buildRowPlan, loadRow, planRelated, planRow, type RowPlan } from './load-ahead.ts';
import { readNodeId, writeNodeId } from './node-id.ts';
import { readKey } from './read-key.ts';
import type { PageLimits } from './read-page.ts';

/** Resolves a lookup by a unique key, whose fields are the arguments; null when there is no such row. */
export function rowByKey(model: Model, key: UniqueKey, limits: PageLimits): Resolver {
  return (_parent, given, { session }, info) => {
    const place = fieldPlaceOf(session, info, limits);
    const plan = planRow(model, key, place);
    return loadRow(place, plan, readKeyArguments(key, given));
  };
}

/** Resolves a list of lookups: answers of the same length and order as asked, null where there is no such row. */
export function rowsByKeys(model: Model, key: UniqueKey, limits: PageLimits): Resolver {
  return (_parent, given, { session }, info) => {
    const keys = readKeysArgument(key, given, limits);
    const place = fieldPlaceOf(session, info, limits);
    const plan = planRow(model, key, place);
    return keys.map((each) => loadRow(place, plan, each));
  };
}

/** Resolves a to-one relation: at once where it was loaded ahead. */
export function relatedRow(relation: Relation, limits: PageLimits): Resolver<Row> {
  const { name, target, from, nullable } = relation;
  const check = (row: Row | null): Row | null => {
    if (row !== null || nullable) return row;
    throw new BadDataError(`The ${target.names.type} that ${name} refers to does not exist.`);
  };
  return (parent, _given, { session }, info) => {
    const key = readKey(parent, from);
    if (key === undefined) return check(null);
    const place = fieldPlaceOf(session, info, limits);
    const plan = planRelated(relation, place);
    const came = plan.along && readAlong(parent, plan.along);
    if (came !== undefined) return check(came);
    const held = session.take(plan.shape, key);
    return held === undefined ? loadRow(place, plan, key).then(check) : check(held);
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
export function nodeById(models: Models, limits: PageLimits): Resolver {
  return (_parent, { nodeId }, { session }, info) =>
    loadNode(models, 'nodeId', String(nodeId), fieldPlaceOf(session, info, limits));
}

/** Resolves a list of lookups among all models, in the order asked. */
export function nodesByIds(models: Models, limits: PageLimits): Resolver {
  return (_parent, { nodeIds }, { session }, info) => {
    const asked = readList(nodeIds, 'nodeIds', limits.pageSizeMax).map(
      (nodeId, index) => [`nodeIds[${index}]`, String(nodeId)] as const,
    );
    for (const [argument, nodeId] of asked) readNodeId(models, argument, nodeId);
    const place = fieldPlaceOf(session, info, limits);
    return asked.map(([argument, nodeId]) => loadNode(models, argument, nodeId, place));
  };
}

function loadNode(models: Models, argument: string, nodeId: string, place: FieldPlace): Promise<Row | null> {
  const { model, key } = readNodeId(models, argument, nodeId);
  const plans = remember(place, () => new Map<Model, RowPlan>());
  let plan = plans.get(model);
  if (plan === undefined) plans.set(model, (plan = buildRowPlan(model, model.key, place)));
  return loadRow(place, plan, key);
}

/** The keys of a list of lookups. @throws BadUserInputError naming the argument. */
export function readKeysArgument(
  key: UniqueKey,
  { ids }: Readonly<Record<string, unknown>>,
  { pageSizeMax }: PageLimits,
): readonly Key[] {
  const [only] = key;
  return readList(ids, 'ids', pageSizeMax).map((id, index) =>
    readKeyArguments(key, key.length === 1 && only ? { [only.name]: id } : Object(id), `ids[${index}]`),
  );
}

/** The key of a lookup, whose fields are arguments or stand at a place in them. @throws BadUserInputError naming them. */
export function readKeyArguments(key: UniqueKey, given: Readonly<Record<string, unknown>>, place = ''): Key {
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
