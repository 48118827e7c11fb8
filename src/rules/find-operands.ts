import type { Filter, Mask, OrderTerm, Rights, ViewerOperand } from '../model/load.ts';
import type { Model } from '../model/model.ts';

/** The parts of a shape that compare with values of the viewer. */
interface ComparingParts extends Pick<Rights, 'masks' | 'joined'> {
  readonly where: Filter | undefined;
  readonly orderBy: readonly OrderTerm[];
}

/** Lists the values of the viewer that a shape of a model compares with, each once. */
export function listOperands(
  model: Model,
  { where, orderBy, masks, joined }: ComparingParts,
): readonly ViewerOperand[] {
  const all = [
    ...findOperands(where, model),
    ...orderBy.flatMap((term) => findTermOperands(term, model)),
    ...findMaskOperands(masks, model),
  ];
  for (const [{ target }, { own, filter, masks: of }] of joined)
    all.push(...findOperands(own, model), ...findOperands(filter, target), ...findMaskOperands(of, target));
  return [
    ...new Map(all.map((each) => [`${each.name} ${each.model.name} ${each.field.name}`, each])).values(),
  ];
}

function findMaskOperands(masks: Rights['masks'], model: Model): readonly ViewerOperand[] {
  return Array.from(masks.values(), (mask) => findOperands(mask, model)).flat();
}

function findOperands(filter: Mask | undefined, model: Model): readonly ViewerOperand[] {
  if (typeof filter !== 'object') return [];
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.flatMap((part) => findOperands(part, model));
    case 'not':
    case 'unmet':
      return findOperands(filter.filter, model);
    case 'some':
    case 'none':
    case 'count':
      return [...findOperands(filter.own, model), ...findOperands(filter.filter, filter.relation.target)];
    case 'viewer':
      return [{ name: filter.name, model, field: filter.field }];
    case 'json':
    case 'compare':
    case 'readable':
      return [];
  }
}

function findTermOperands(term: OrderTerm, model: Model): readonly ViewerOperand[] {
  const relations = term.kind === 'count' ? [...term.path, term.relation] : term.path;
  const operands: ViewerOperand[] = [];
  let at = model;
  for (const [index, relation] of relations.entries()) {
    const { own, filter } = term.crossings?.[index] ?? {};
    operands.push(...findOperands(own, at), ...findOperands(filter, relation.target));
    at = relation.target;
  }
  return [...operands, ...findOperands(term.mask, at)];
}
