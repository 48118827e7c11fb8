import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** The fields of a document that are one field of the answer. */
interface MergedField {
  count: number;
  /** Whether one of them may be left out and has a fragment in it. */
  conditionalFragment: boolean;
}

/**
 * Whether a field of the answer is merged of several, one of which may be left out by `@skip` or `@include` (its own,
 * or one around it) and has a fragment in it. graphql-jit forgets the condition for what is in that fragment.
 * Fragments are followed as often as they are spread: measure the document first.
 */
export function mergesConditionalFragments(document: DocumentNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const fields = new Map<string, MergedField>();

  const collect = ({ selections }: SelectionSetNode, path: string, conditional: boolean): void => {
    for (const selection of selections) {
      const mayBeLeftOut = conditional || (selection.directives ?? []).length > 0;
      if (selection.kind === Kind.FIELD) {
        if (!selection.selectionSet) continue;
        const place = `${path}.${(selection.alias ?? selection.name).value}`;
        const field = fields.get(place) ?? { count: 0, conditionalFragment: false };
        field.count += 1;
        field.conditionalFragment ||= mayBeLeftOut && hasFragment(selection.selectionSet);
        fields.set(place, field);
        collect(selection.selectionSet, place, mayBeLeftOut);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet, path, mayBeLeftOut);
      }
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      collect(definition.selectionSet, definition.name?.value ?? '', false);
    }
  }
  return [...fields.values()].some(({ count, conditionalFragment }) => count > 1 && conditionalFragment);
}

function hasFragment({ selections }: SelectionSetNode): boolean {
  return selections.some(({ kind }) => kind !== Kind.FIELD);
}
