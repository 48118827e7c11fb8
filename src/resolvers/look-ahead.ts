import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from 'graphql';
import type { FieldNode, GraphQLResolveInfo, SelectionNode } from 'graphql';
import type { Measure } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';

/** What a field's selection is read from; of the resolver's info no more is needed. */
export type Selection = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'schema' | 'variableValues'>;

/**
 * The fields that are selected where the path leads, by the names they have in the answer: all nodes of a field together,
 * as an executor resolves them.
 */
export function selectedFields(
  model: Model,
  selection: Selection,
  path: readonly string[],
): ReadonlyMap<string, readonly FieldNode[]> {
  return Map.groupBy(selectNodes(model, selection, path), ({ alias, name }) => (alias ?? name).value);
}

/**
 * The wide fields of the model that the document selects below the field being resolved, in the order of the model.
 * `below` leads from that field to the rows: nothing for a row itself, `nodes` and `edges.node` for a connection.
 */
export function selectedWideFields(
  model: Model,
  info: Selection,
  below: readonly (readonly string[])[] = [[]],
): readonly Field[] {
  const wide = model.fields.filter((field) => field.wide);
  if (wide.length === 0) return wide;
  const names = new Set(below.flatMap((path) => [...selectedNames(model, info, path)]));
  return wide.filter(({ name }) => names.has(name));
}

/** The stored fields that the document selects of a row, with those that its `nodeId` is made of. */
export function selectedStoredFields(model: Model, info: Selection): ReadonlySet<Field> {
  const names = selectedNames(model, info, []);
  const ofNodeId = names.has('nodeId') ? model.key : [];
  return new Set([...model.fields.filter(({ name }) => names.has(name)), ...ofNodeId]);
}

/**
 * The figures that the document selects of the connection being resolved, each once and in one order, whatever order
 * and names the document gives them: equal selections are equal shapes.
 */
export function selectedMeasures(model: Model, info: Selection): readonly Measure[] {
  const selected = selectedNames(model, info, []);
  const aggregate = selected.has('aggregate') ? selectedNames(model, info, ['aggregate']) : none;
  const measures: Measure[] = [];
  if (selected.has('totalCount') || aggregate.has('count')) measures.push({ function: 'count' });
  for (const part of ['min', 'max', 'avg', 'sum'] as const) {
    if (!aggregate.has(part)) continue;
    const names = selectedNames(model, info, ['aggregate', part]);
    for (const field of model.fields) if (names.has(field.name)) measures.push({ function: part, field });
  }
  return measures;
}

const none: ReadonlySet<string> = new Set();

/** The names of the fields that are selected where the path leads, from the field being resolved on. */
export function selectedNames(model: Model, info: Selection, path: readonly string[]): ReadonlySet<string> {
  return new Set(selectNodes(model, info, path).map(({ name }) => name.value));
}

function selectNodes(model: Model, info: Selection, path: readonly string[]): readonly FieldNode[] {
  const shown = info.fieldNodes.filter((node) => isIncluded(node, info)); // graphql-jit hands out all nodes of a field
  let nodes = selectFrom(model, info, shown);
  for (const step of path) {
    nodes = selectFrom(
      model,
      info,
      nodes.filter(({ name }) => name.value === step),
    );
  }
  return nodes;
}

function selectFrom(model: Model, info: Selection, nodes: readonly FieldNode[]): FieldNode[] {
  return nodes.flatMap((node) => [...flattenSelections(model, info, node.selectionSet?.selections ?? [])]);
}

/** The fields of a selection, those of its fragments among them; on a row, only of fragments that may be of the model. */
function* flattenSelections(
  model: Model,
  info: Selection,
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
      yield* flattenSelections(model, info, fragment.selectionSet.selections);
    }
  }
}

/** Other models' fragments are passed over: a field of the same name there says nothing of this one. */
function mayBeOf(model: Model, info: Selection, condition: string | undefined): boolean {
  if (condition === undefined || condition === model.names.type) return true;
  const type = info.schema.getType(condition);
  return (
    type === undefined ||
    !('getInterfaces' in type) ||
    !type.getInterfaces().some(({ name }) => name === 'Node')
  );
}

function isIncluded(selection: SelectionNode, info: Selection): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
