import {
  coerceInputValue,
  getVariableValues,
  GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLList,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { countNodes } from '../std/count-nodes.ts';
import type { Steps } from '../std/in-steps.ts';

/** The options of graphql-js's `getVariableValues`. */
export interface CoercionOptions {
  readonly maxErrors: number;
  readonly hideSuggestions: boolean;
}

type Given = Readonly<Record<string, unknown>>;
type Coerced = ReturnType<typeof getVariableValues>;
type Path = readonly (string | number)[];

/** Reports an error of a value. Throws beyond the limit of errors. */
type Report = (path: Path, invalid: unknown, error: GraphQLError) => void;

/** The number of values that graphql-js coerces without a pause. It takes a fraction of a millisecond. */
const nodesPerStep = 300;

/**
 * Coerces variables to the values and errors of graphql-js's `getVariableValues`. A large value is divided
 * into parts, so that its coercion may be interrupted between them.
 */
export function* coerceVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Given,
  options: CoercionOptions,
): Steps<Coerced> {
  const large = new Set<VariableDefinitionNode>();
  for (const definition of definitions) {
    if (!isLarge(readGiven(given, definition))) continue;
    large.add(definition);
    yield;
  }
  if (large.size === 0) return getVariableValues(schema, definitions, given, options);
  const coerced: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const errors: GraphQLError[] = [];
  for (const definition of definitions) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (isInputType(type) && large.has(definition)) {
      const report = buildReport(definition, errors, options.maxErrors);
      try {
        coerced[name] = yield* coerceLarge(readGiven(given, definition), type, [], { report, ...options });
      } catch (error) {
        if (error !== tooManyErrors) throw error;
      }
    } else {
      const maxErrors = options.maxErrors - errors.length;
      const small = getVariableValues(schema, [definition], given, { ...options, maxErrors });
      if (small.errors) errors.push(...small.errors);
      else Object.assign(coerced, small.coerced);
    }
    if (errors.length > options.maxErrors) break;
  }
  return errors.length > 0 ? { errors } : { coerced: { ...coerced } };
}

function readGiven(given: Given, { variable }: VariableDefinitionNode): unknown {
  return Object.hasOwn(given, variable.name.value) ? given[variable.name.value] : undefined;
}

function isLarge(value: unknown): boolean {
  return countNodes(value, nodesPerStep) > nodesPerStep;
}

/** Ends the coercion of a value, once there are more errors than the answer may have. */
const tooManyErrors = new Error('Expected fewer errors.');

function buildReport(node: VariableDefinitionNode, errors: GraphQLError[], most: number): Report {
  const name = node.variable.name.value;
  let seen: { readonly value: unknown; readonly text: string } | undefined;
  return (path, invalid, error) => {
    if (errors.length >= most) {
      errors.push(
        new GraphQLError('Too many errors processing variables, error limit reached. Execution aborted.'),
      );
      throw tooManyErrors;
    }
    const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
    const where = path.length > 0 ? ` at "${name}${steps.join('')}"` : '';
    // Errors of one value follow each other, and showing it may take long.
    if (seen?.value !== invalid) seen = { value: invalid, text: show(invalid) };
    const message = `Variable "$${name}" got invalid value ${seen?.text}${where}; ${error.message}`;
    errors.push(new GraphQLError(message, { nodes: node, originalError: error }));
  };
}

/** The number of fields of an object that a message shows. graphql-js shows all. */
const fieldsShown = 100;

/** Shows a value as graphql-js does. An object without an end is cut as graphql-js cuts lists. */
function show(value: unknown): string {
  const fields = isObject(value) ? Object.keys(value) : [];
  if (!isObject(value) || fields.length <= fieldsShown) return inspect(value);
  const some = Object.fromEntries(fields.slice(0, fieldsShown).map((name) => [name, value[name]]));
  return `${inspect(some).slice(0, -2)}, ... ${fields.length - fieldsShown} more fields }`;
}

interface Coercion extends CoercionOptions {
  readonly report: Report;
}

/** Coerces a value part by part. */
function* coerceLarge(
  value: unknown,
  type: GraphQLInputType,
  path: Path,
  coercion: Coercion,
): Steps<unknown> {
  yield;
  const own = isNonNullType(type) ? type.ofType : type;
  if (isListType(own)) {
    if (Array.isArray(value)) return yield* coerceList(value, own, path, coercion);
    return [yield* coerceLarge(value, own.ofType, path, coercion)];
  }
  if (isInputObjectType(own) && isObject(value)) return yield* coerceObject(value, own, path, coercion);
  return coerceSmall(value, own, path, coercion); // a JSON value, or an error that needs no look inside
}

/** Coerces a value by graphql-js. */
function coerceSmall(
  value: unknown,
  type: GraphQLInputType,
  path: Path,
  { report, hideSuggestions }: Coercion,
): unknown {
  const relay = (below: Path, invalid: unknown, error: GraphQLError): void =>
    report([...path, ...below], invalid, error);
  return coerceInputValue(value, type, relay, hideSuggestions);
}

/** Coerces a list in slices, and its large items by themselves. */
function* coerceList(
  items: readonly unknown[],
  type: GraphQLList<GraphQLInputType>,
  path: Path,
  coercion: Coercion,
): Steps<unknown[]> {
  const coerced: unknown[] = [];
  for (let start = 0; start < items.length; yield) {
    let end = start;
    for (let nodes = 0; end < items.length; end += 1) {
      nodes += countNodes(items[end], nodesPerStep);
      if (nodes > nodesPerStep) break;
    }
    if (end === start) {
      coerced.push(yield* coerceLarge(items[start], type.ofType, [...path, start], coercion));
      start += 1;
      continue;
    }
    const first = start;
    const relay: Report = ([index = 0, ...below], invalid, error) =>
      coercion.report([...path, first + Number(index), ...below], invalid, error);
    const slice = coerceInputValue(items.slice(start, end), type, relay, coercion.hideSuggestions);
    coerced.push(...(slice as unknown[])); // a list is coerced to a list
    start = end;
  }
  return coerced;
}

/** Coerces an object field by field, as graphql-js does. */
function* coerceObject(
  value: Given,
  type: GraphQLInputObjectType,
  path: Path,
  coercion: Coercion,
): Steps<unknown> {
  const { report } = coercion;
  const coerced: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const fields = type.getFields();
  for (const { name, type: fieldType, defaultValue } of Object.values(fields)) {
    const given = value[name];
    if (given !== undefined) {
      const below = [...path, name];
      coerced[name] = isLarge(given)
        ? yield* coerceLarge(given, fieldType, below, coercion)
        : coerceSmall(given, fieldType, below, coercion);
      yield;
    } else if (defaultValue !== undefined) coerced[name] = defaultValue;
    else if (isNonNullType(fieldType)) {
      const message = `Field "${name}" of required type "${fieldType.toString()}" was not provided.`;
      report(path, value, new GraphQLError(message));
    }
  }
  const names = Object.keys(value);
  yield;
  for (const name of names) if (!fields[name]) report(path, value, buildUnknownField(name, type, coercion));
  if (type.isOneOf) checkOneOf(coerced, value, type, path, report);
  return { ...coerced };
}

/** Builds the error of a field that the type does not have, with the suggestions of graphql-js. */
function buildUnknownField(
  name: string,
  type: GraphQLInputObjectType,
  { hideSuggestions }: Coercion,
): GraphQLError {
  const errors: GraphQLError[] = [];
  coerceInputValue({ [name]: null }, type, (_path, _invalid, error) => errors.push(error), hideSuggestions);
  const own = errors.find(({ message }) => message.startsWith(`Field "${name}" is not defined`));
  if (own === undefined) throw new Error(`Expected ${type.name} to have no field ${name}.`);
  return own;
}

function checkOneOf(
  coerced: Given,
  value: Given,
  { name }: GraphQLInputObjectType,
  path: Path,
  report: Report,
): void {
  const keys = Object.keys(coerced);
  const [key = ''] = keys;
  if (keys.length !== 1)
    report(path, value, new GraphQLError(`Exactly one key must be specified for OneOf type "${name}".`));
  if (coerced[key] === null)
    report([...path, key], null, new GraphQLError(`Field "${key}" must be non-null.`));
}

function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
