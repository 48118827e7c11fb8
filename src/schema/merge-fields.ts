import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';

/** What selections are read with. */
export interface SelectionReader {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced; where they are left out, a condition on one of them leaves nothing out. */
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** The fragments of a document by their names. */
export function readFragments(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/** The fields of an object of that type in the order of the answer, each with the nodes that it is merged of. */
export function mergeFields(
  type: GraphQLObjectType,
  nodes: readonly Pick<FieldNode, 'selectionSet'>[],
  { schema, fragments, variables }: SelectionReader,
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<FragmentDefinitionNode>();
  const collect = (selections: readonly SelectionNode[] = []): void => {
    for (const selection of selections) {
      if (isLeftOut(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const merged = fields.get(name);
        if (merged) merged.push(selection);
        else fields.set(name, [selection]);
      } else {
        const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
        const fragment = isSpread ? fragments.get(selection.name.value) : selection;
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) {
          if (seen.has(fragment)) continue;
          seen.add(fragment);
        }
        if (fragment && appliesTo(type, fragment.typeCondition, schema))
          collect(fragment.selectionSet.selections);
      }
    }
  };
  for (const { selectionSet } of nodes) collect(selectionSet?.selections);
  return fields;
}

/** Whether the directives leave the selection out for sure; a condition that is not known leaves nothing out. */
function isLeftOut({ directives = [] }: SelectionNode, variables: SelectionReader['variables']): boolean {
  return directives.some(({ name, arguments: given = [] }) => {
    const [condition] = given;
    const value = condition && valueFromAST(condition.value, GraphQLBoolean, variables);
    return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false);
  });
}

function appliesTo(
  type: GraphQLObjectType,
  condition: FragmentDefinitionNode['typeCondition'] | undefined,
  schema: GraphQLSchema,
): boolean {
  if (condition === undefined) return true;
  const wanted = typeFromAST(schema, condition);
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
}
