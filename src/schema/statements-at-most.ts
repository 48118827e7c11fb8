import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  type OperationDefinitionNode,
  OperationTypeNode,
  valueFromAST,
} from 'graphql';
import { countChange } from '../database/write/count-change.ts';
import type { Change } from '../model/change.ts';
import { declaredStatements } from '../own/own-field.ts';
import { coerceVariables } from '../resolvers/coerce-variables.ts';
import { readNodeType } from '../resolvers/node-id.ts';
import type { Arguments } from '../resolvers/read-change.ts';
import { atOnce, type Steps } from '../std/in-steps.ts';
import { type FieldPlan, readFieldLoad, readFieldPlan } from './field-plan.ts';
import { mergeFields, readFragments, type SelectionReader } from './merge-fields.ts';

/** The parts of a request, besides the document, that the number of statements depends on. */
export interface RequestParts {
  readonly operationName?: string | undefined;
  /**
   * As sent. Without them, the result is the number for the most expensive variables, which is Infinity for
   * a mutation that has any.
   */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Counts the statements that a valid document takes at most, whatever the data.
 *
 * Each field that loads rows takes one. A connection takes one for its page, and one for `totalCount` and
 * `aggregate` together. Fields of a mutation run one after the other, so each counts by itself. What it
 * writes is counted from the lengths of its lists (`count-change.ts`). Fewer statements are sent if loads
 * are equal, if no parent row exists, or if a field is refused. A repeated transaction, and the key of an
 * idempotent request, are not counted.
 */
export function statementsAtMost(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: RequestParts = {},
): number {
  return atOnce(countStatements(schema, document, { operationName, variables }));
}

/** Counts as `statementsAtMost` does. May be interrupted while it reads large variables. */
export function* countStatements(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: RequestParts = {},
): Steps<number> {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const { variableDefinitions = [] } = operation;
  const read = variables && (yield* coerceVariables(schema, variableDefinitions, variables, coercion));
  if (read?.errors) return 0;
  const reader = { schema, fragments: readFragments(document), variables: read?.coerced };
  const reads = countBelow(root, [operation], reader);
  if (operation.operation !== OperationTypeNode.MUTATION) return reads;
  const isOpen = variables === undefined && variableDefinitions.length > 0;
  return isOpen ? Infinity : reads + (yield* countWrites(root, operation, reader));
}

/** Refused variables count as nothing, so their errors are not read. */
const coercion = { maxErrors: 0, hideSuggestions: true };

/** Counts what the fields of a mutation write. A field whose arguments are refused writes nothing. */
function* countWrites(
  root: GraphQLObjectType,
  operation: OperationDefinitionNode,
  reader: SelectionReader,
): Steps<number> {
  let statements = 0;
  let readsIncrement = false;
  for (const [node] of mergeFields(root, [operation], reader).values()) {
    const field = root.getFields()[node?.name.value ?? ''];
    const plan = field && readFieldPlan(field);
    if (node === undefined || field === undefined || plan?.kind !== 'write') continue;
    const change = yield* tryRead(plan, () => getArgumentValues(field, node, reader.variables));
    if (change === undefined) continue;
    yield;
    const counted = countChange(change, plan.counted);
    statements += counted.statements;
    readsIncrement ||= counted.readsIncrement;
  }
  return statements + (readsIncrement ? 1 : 0);
}

/** Reads a change. Returns undefined if the field is refused, which its answer explains. */
function* tryRead(
  { read }: Extract<FieldPlan, { readonly kind: 'write' }>,
  readArguments: () => Arguments,
): Steps<Change | undefined> {
  try {
    return yield* read(readArguments(), []);
  } catch {
    return undefined;
  }
}

/** Counts what these selections of one object load. */
function countBelow(
  type: GraphQLObjectType,
  nodes: readonly Pick<FieldNode, 'selectionSet'>[],
  operation: SelectionReader,
): number {
  let statements = 0;
  const ofConnection = new Set<'page' | 'aggregate'>();
  for (const merged of mergeFields(type, nodes, operation).values()) {
    const field = type.getFields()[merged[0]?.name.value ?? ''];
    if (field === undefined) continue; // introspection
    const load = readFieldLoad(field);
    if (load === 'page' || load === 'aggregate') ofConnection.add(load);
    const counts = findTypes(field, merged, operation).map((each) => countBelow(each, merged, operation));
    if (load === 'nodes') statements += counts.reduce((sum, count) => sum + 1 + count, 0);
    else statements += (load === 'row' ? 1 : 0) + countOwn(field) + Math.max(0, ...counts);
  }
  return statements + ofConnection.size;
}

/** Counts the statements that a field of the user's own declares. */
function countOwn(field: GraphQLField<unknown, unknown>): number {
  const plan = readFieldPlan(field);
  return plan?.kind === 'own' ? declaredStatements(plan.own) : 0;
}

/** Lists the types of the objects that a field may return. Known ids in its argument narrow them down. */
function findTypes(
  field: GraphQLField<unknown, unknown>,
  [node]: readonly FieldNode[],
  { schema, variables }: SelectionReader,
): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [type];
  if (!isAbstractType(type)) return [];
  const [argument] = field.args;
  const given = node?.arguments?.find(({ name }) => name.value === argument?.name)?.value;
  const ids: unknown = argument && given && valueFromAST(given, argument.type, variables);
  const possible = schema.getPossibleTypes(type);
  if (ids === undefined) return possible;
  const named = new Set([ids].flat().map((id) => (typeof id === 'string' ? readNodeType(id) : undefined)));
  return possible.filter(({ name }) => named.has(name));
}
