import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** The size of a document. A fragment counts as often as it is spread. */
export interface DocumentSize {
  /** Levels of nested selections. */
  readonly depth: number;
  readonly fields: number;
  /** Aliases, and fields that a selection repeats. Both request one field more than once. */
  readonly aliases: number;
  readonly directives: number;
  /** Levels of nested lists and objects within one argument. */
  readonly valueDepth: number;
}

/**
 * Measures all operations of a document together. Each fragment is measured once, so the time is linear in
 * the document, even if nested spreads make the counts astronomical. A cycle counts once, and validation
 * refuses it.
 */
export function measureDocument(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, DocumentSize>();
  let size = empty;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const variable of definition.variableDefinitions ?? []) {
      size = join(size, measureDirectives(variable.directives));
      if (variable.defaultValue) size = join(size, measureValue(variable.defaultValue));
    }
    size = join(size, measureDirectives(definition.directives));
    size = join(size, measureSelections(definition.selectionSet, fragments, measured));
  }
  // An unused fragment is not executed, but it is validated.
  for (const name of fragments.keys()) {
    if (!measured.has(name)) size = join(size, measureFragment(name, fragments, measured));
  }
  return size;
}

const empty: DocumentSize = { depth: 0, fields: 0, aliases: 0, directives: 0, valueDepth: 0 };

/** Joins the sizes of siblings: counts add up, and depths take the maximum. */
function join(left: DocumentSize, right: DocumentSize): DocumentSize {
  if (right === empty) return left;
  return {
    depth: Math.max(left.depth, right.depth),
    fields: left.fields + right.fields,
    aliases: left.aliases + right.aliases,
    directives: left.directives + right.directives,
    valueDepth: Math.max(left.valueDepth, right.valueDepth),
  };
}

/**
 * Measures a selection. `named` collects its response names by type condition, because inline fragments are
 * part of it.
 */
function measureSelections(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measured: Map<string, DocumentSize>,
  named = new Set<string>(),
  typeCondition = '',
): DocumentSize {
  let size = empty;
  for (const selection of selectionSet.selections) {
    size = join(size, measureDirectives(selection.directives));
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      size = join(size, measureFragment(selection.name.value, fragments, measured));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? typeCondition;
      size = join(size, measureSelections(selection.selectionSet, fragments, measured, named, condition));
    } else {
      const inner = selection.selectionSet
        ? measureSelections(selection.selectionSet, fragments, measured)
        : empty;
      const name = `${typeCondition}.${(selection.alias ?? selection.name).value}`;
      const isAgain = selection.alias !== undefined || named.has(name);
      named.add(name);
      size = join(size, {
        ...inner,
        depth: inner.depth + 1,
        fields: inner.fields + 1,
        aliases: inner.aliases + (isAgain ? 1 : 0),
      });
      for (const argument of selection.arguments ?? []) size = join(size, measureValue(argument.value));
    }
  }
  return size;
}

function measureFragment(
  name: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measured: Map<string, DocumentSize>,
): DocumentSize {
  const known = measured.get(name);
  if (known) return known;
  const fragment = fragments.get(name);
  if (!fragment) return empty;
  measured.set(name, empty); // found within a cycle
  const size = join(
    measureDirectives(fragment.directives),
    measureSelections(fragment.selectionSet, fragments, measured),
  );
  measured.set(name, size);
  return size;
}

function measureDirectives(directives: readonly DirectiveNode[] | undefined): DocumentSize {
  if (!directives || directives.length === 0) return empty;
  let size: DocumentSize = { ...empty, directives: directives.length };
  for (const directive of directives) {
    for (const argument of directive.arguments ?? []) size = join(size, measureValue(argument.value));
  }
  return size;
}

function measureValue(value: ValueNode): DocumentSize {
  const valueDepth = readValueDepth(value);
  return valueDepth === 0 ? empty : { ...empty, valueDepth };
}

function readValueDepth(value: ValueNode): number {
  if (value.kind === Kind.LIST) return 1 + Math.max(0, ...value.values.map(readValueDepth));
  if (value.kind === Kind.OBJECT)
    return 1 + Math.max(0, ...value.fields.map((field) => readValueDepth(field.value)));
  return 0;
}
