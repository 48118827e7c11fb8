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

/** What of a request the number of its statements depends on, beside the document. */
export interface RequestParts {
  readonly operationName?: string | undefined;
  /** As they are sent. Where they are left out, the number is that of the dearest variables there could be. */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * How many statements a valid document takes at most, whatever the data is and however many rows it answers: one for
 * each field of the answer that loads rows, and for a connection one for its page and one for all its measures together.
 * Of a mutation it is what its answer loads, each of its fields by itself, since they run one after the other; the
 * statements that write are Prisma's and hang on what is there. Fewer are sent where loads are equal, where nothing is there to be asked about, and where a field is refused.
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

/** Counts what the selections of these nodes load, all of them selections of one object of that type. */
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

/** The types of the objects that the field may answer: those that its ids name where it takes ids that are known. */
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
