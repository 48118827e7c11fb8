import type { Filter } from '../model/load.ts';
import type { Model } from '../model/model.ts';
import type { ModelRules, Rule } from './rules.ts';

/** Finds models whose rules need each other's rules. Returns their names in a circle, if there are any. */
export function findReadCycle(rules: ReadonlyMap<Model, ModelRules>): readonly string[] | undefined {
  const done = new Set<Model>();
  const visit = (model: Model, trail: readonly Model[]): readonly string[] | undefined => {
    const start = trail.indexOf(model);
    if (start >= 0) return [...trail.slice(start), model].map(({ name }) => name);
    if (done.has(model)) return undefined;
    for (const target of findTargets(model, rules.get(model))) {
      const cycle = visit(target, [...trail, model]);
      if (cycle !== undefined) return cycle;
    }
    done.add(model);
    return undefined;
  };
  for (const model of rules.keys()) {
    const cycle = visit(model, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** Finds the models whose rows must be readable for rows of this one to be. */
function findTargets(model: Model, rules: ModelRules | undefined): ReadonlySet<Model> {
  const targets = new Set<Model>();
  const all: readonly (Rule | undefined)[] = [rules?.read, rules?.only];
  for (const alternative of all.flatMap((rule) => rule ?? []))
    if (alternative.kind === 'condition') addTargets(alternative.filter, model, targets);
  return targets;
}

function addTargets(filter: Filter, model: Model, targets: Set<Model>): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const part of filter.filters) addTargets(part, model, targets);
      return;
    case 'not':
    case 'unmet':
      return addTargets(filter.filter, model, targets);
    case 'some':
    case 'none':
    case 'count':
      if (filter.filter) addTargets(filter.filter, filter.relation.target, targets);
      return;
    case 'readable':
      targets.add(model);
      return;
    case 'json':
    case 'compare':
    case 'viewer':
  }
}
