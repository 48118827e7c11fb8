import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from 'graphql';
import type { FieldNode, GraphQLResolveInfo, SelectionNode } from 'graphql';
import type { Field, Model } from '../model/model.ts';

/**
 * The wide fields of the model that the document selects below the field being resolved, in the order of the model.
 * `below` leads from that field to the rows: nothing for a row itself, `nodes` and `edges.node` for a connection.
 */
export function selectedWideFields(
  model: Model,
  info: GraphQLResolveInfo,
  below: readonly (readonly string[])[] = [[]],
): readonly Field[] {
  const wide = model.fields.filter((field) => field.wide);
  if (wide.length === 0) return wide;
  const names = new Set<string>();
  for (const path of below) collectNames(model, info, info.fieldNodes, path, names);
  return wide.filter(({ name }) => names.has(name));
}

function collectNames(
  model: Model,
  info: GraphQLResolveInfo,
  nodes: readonly FieldNode[],
  path: readonly string[],
  names: Set<string>,
): void {
  const fields = nodes.flatMap((node) => [
    ...selectedFields(model, info, node.selectionSet?.selections ?? []),
  ]);
  const [next, ...rest] = path;
  if (next === undefined) for (const { name } of fields) names.add(name.value);
  else
    collectNames(
      model,
      info,
      fields.filter(({ name }) => name.value === next),
      rest,
      names,
    );
}

/** The fields of a selection, those of its fragments among them; on a row, only of fragments that may be of the model. */
function* selectedFields(
  model: Model,
  info: GraphQLResolveInfo,
  selections: readonly SelectionNode[],
): Generator<FieldNode> {
  for (const selection of selections) {
    if (!isIncluded(selection, info)) continue;
    if (selection.kind === Kind.FIELD) {
      yield selection;
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
    if (fragment !== undefined && mayBeOf(model, info, fragment.typeCondition?.name.value)) {
      yield* selectedFields(model, info, fragment.selectionSet.selections);
    }
  }
}

/** Other models' fragments are passed over: a field of the same name there says nothing of this one. */
function mayBeOf(model: Model, info: GraphQLResolveInfo, condition: string | undefined): boolean {
  if (condition === undefined || condition === model.names.type) return true;
  const type = info.schema.getType(condition);
  return (
    type === undefined ||
    !('getInterfaces' in type) ||
    !type.getInterfaces().some(({ name }) => name === 'Node')
  );
}

function isIncluded(selection: SelectionNode, info: GraphQLResolveInfo): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
