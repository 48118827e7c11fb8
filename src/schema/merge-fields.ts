import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type SelectionNode,
  typeFromAST,
} from 'graphql';

/** The document and variables that a selection is read with. */
export interface SelectionReader {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced. If undefined, directives whose condition is a variable are ignored. */
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** Collects the fragments of a document by their names. */
export function readFragments(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/**
 * Collects the fields of an object in the order of the answer, each with the nodes that are merged into
 * it.
 * @throws GraphQLError if the condition of a directive is null.
 */
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

function isLeftOut(selection: SelectionNode, variables: SelectionReader['variables']): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return false;
  const known = variables === undefined ? withoutVariables(selection) : selection;
  if (getDirectiveValues(GraphQLSkipDirective, known, variables)?.['if'] === true) return true;
  return getDirectiveValues(GraphQLIncludeDirective, known, variables)?.['if'] === false;
}

/** Removes the directives whose condition is a variable. */
function withoutVariables({ directives = [] }: SelectionNode): Pick<SelectionNode, 'directives'> {
  return {
    directives: directives.filter(({ arguments: given = [] }) =>
      given.every(({ value }) => value.kind !== Kind.VARIABLE),
    ),
  };
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
