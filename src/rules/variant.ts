import type { Crossing, Filter, Mask } from '../model/load.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import { pushNegations } from '../model/push-negations.ts';
import type { PresentValue } from '../model/read-value.ts';
import { allOf, anyOf, toFilter } from './combine-filters.ts';
import type { Rule, Rules } from './rules.ts';
import { settleViewerComparisons } from './settle-viewer-comparisons.ts';

/** Everything about a viewer that decides how rules are folded. The values that come with keys do not. */
export interface ViewerKind {
  readonly isSignedIn: boolean;
  /** Those of the viewer's roles that rules mention. */
  readonly roles: ReadonlySet<string>;
  /** The names of the values that the viewer has. */
  readonly values: ReadonlySet<string>;
  /** The viewer's lists by their names. */
  readonly lists: ReadonlyMap<string, readonly PresentValue[]>;
}

/**
 * The rules as one kind of viewer meets them: roles are decided, and what a missing value would decide is
 * not met. A missing value meets nothing: in SQL, `NOT EXISTS (… = NULL)` would be true.
 */
export class Variant {
  readonly #rules: Rules;
  readonly #kind: ViewerKind;
  readonly #rows = new Map<Model, Mask>();
  readonly #masks = new Map<Field, Mask>();
  readonly #crossings = new Map<Relation, Crossing>();

  constructor(rules: Rules, kind: ViewerKind) {
    this.#rules = rules;
    this.#kind = kind;
  }

  /** Returns the condition on the rows of a model that the viewer may read. */
  row(model: Model): Mask {
    let row = this.#rows.get(model);
    if (row === undefined) this.#rows.set(model, (row = this.#buildRow(model)));
    return row;
  }

  /** Returns the condition under which the viewer may read the value of a field. */
  mask(model: Model, field: Field): Mask {
    if (field.guarded !== true) return true;
    let mask = this.#masks.get(field);
    if (mask === undefined) {
      const rule = this.#rules.of.get(model)?.fields.get(field)?.read;
      this.#masks.set(field, (mask = rule === undefined ? true : this.#foldRule(rule, model)));
    }
    return mask;
  }

  /** Returns the conditions under which a relation leads from a row of its owner to another one. */
  crossing(owner: Model, relation: Relation): Crossing {
    let crossing = this.#crossings.get(relation);
    if (crossing === undefined) {
      const { target, from, to } = relation;
      const own = toFilter(allOf(from.map((field) => this.mask(owner, field))));
      const filter = toFilter(allOf([this.row(target), ...to.map((field) => this.mask(target, field))]));
      this.#crossings.set(relation, (crossing = { own, filter }));
    }
    return crossing;
  }

  #buildRow(model: Model): Mask {
    const rules = this.#rules.of.get(model);
    if (rules === undefined) return false;
    const { read, only, within } = rules;
    return allOf([
      ...within.map((filter) => this.#fold(filter, model)),
      this.#foldRule(read, model),
      only && this.#foldRule(only, model),
    ]);
  }

  #foldRule(rule: Rule, model: Model): Mask {
    const { isSignedIn, roles } = this.#kind;
    return anyOf(
      rule.map((alternative) => {
        switch (alternative.kind) {
          case 'anyone':
            return true;
          case 'signedIn':
            return isSignedIn;
          case 'role':
            return roles.has(alternative.role);
          case 'condition':
            return this.#fold(alternative.filter, model);
        }
      }),
    );
  }

  #fold(filter: Filter, model: Model): Mask {
    const folded = this.#foldPart(filter, model);
    return typeof folded === 'boolean' ? folded : settleViewerComparisons(pushNegations(folded));
  }

  #foldPart(filter: Filter, model: Model): Mask {
    switch (filter.kind) {
      case 'and':
        return allOf(filter.filters.map((part) => this.#foldPart(part, model)));
      case 'or':
        return anyOf(filter.filters.map((part) => this.#foldPart(part, model)));
      case 'not':
      case 'unmet': {
        if (this.#lacks(filter.filter)) return false;
        const inner = this.#foldPart(filter.filter, model);
        return typeof inner === 'boolean' ? !inner : { kind: filter.kind, filter: inner };
      }
      case 'some':
      case 'none': {
        const { kind, relation } = filter;
        if (kind === 'none' && this.#lacks(filter)) return false;
        const inner = filter.filter ? this.#foldPart(filter.filter, relation.target) : true;
        if (inner === false) return kind === 'none';
        return { kind, relation, filter: toFilter(inner) };
      }
      case 'viewer': {
        const { field, operator, name } = filter;
        if (!this.#kind.values.has(name)) return false;
        if (operator !== 'in' && operator !== 'notIn') return filter;
        return { kind: 'compare', field, operator, values: this.#kind.lists.get(name) ?? [] };
      }
      case 'readable':
        return this.row(model);
      case 'count':
      case 'json':
      case 'compare':
        return filter;
    }
  }

  /** Returns true if a condition mentions a value that the viewer lacks. */
  #lacks(filter: Filter): boolean {
    switch (filter.kind) {
      case 'and':
      case 'or':
        return filter.filters.some((part) => this.#lacks(part));
      case 'not':
      case 'unmet':
        return this.#lacks(filter.filter);
      case 'some':
      case 'none':
        return filter.filter !== undefined && this.#lacks(filter.filter);
      case 'viewer':
        return !this.#kind.values.has(filter.name);
      case 'count':
      case 'json':
      case 'compare':
      case 'readable':
        return false;
    }
  }
}
