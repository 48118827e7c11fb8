import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getOperationAST,
  getVariableValues,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  valueFromAST,
} from 'graphql';
import { readNodeType } from '../resolvers/node-id.ts';
import { readFieldLoad } from './field-plan.ts';
import { mergeFields, readFragments, type SelectionReader } from './merge-fields.ts';

/** The parts of a request, besides the document, that the number of statements depends on. */
export interface RequestParts {
  readonly operationName?: string | undefined;
  /** As sent. Without them, the result is the number for the most expensive variables. */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Counts the statements that a valid document takes at most, whatever the data.
 *
 * Each field that loads rows takes one. A connection takes one for its page, and one for `totalCount` and
 * `aggregate` together. Fields of a mutation run one after the other, so each counts by itself. Only its
 * reads count, since the number of Prisma's writes depends on the data. Fewer statements are sent if
 * loads are equal, if no parent row exists, or if a field is refused.
 */
export function statementsAtMost(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: RequestParts = {},
): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const read = variables && getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (read?.errors) return 0;
  const fragments = readFragments(document);
  return countBelow(root, [operation], { schema, fragments, variables: read?.coerced });
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
    else statements += (load === 'row' ? 1 : 0) + Math.max(0, ...counts);
  }
  return statements + ofConnection.size;
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
