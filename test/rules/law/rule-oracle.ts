import { readCondition } from '../../fuzz/oracle/condition.ts';
import type { Facts, RowNumber } from '../../fuzz/oracle/facts.ts';
import type { FuzzField, FuzzModel } from '../../fuzz/schema/description.ts';
import { type RulesSpec, type SpecRule, type SpecViewer, ViewerValue } from './rule-spec.ts';

/** What a condition becomes that needs a value which the viewer lacks. */
const unmet = Symbol('unmet');

/**
 * Decides which rows and values a viewer may see, row by row and from the rules as they were drawn. It shares
 * no code with the gateway.
 */
export class RuleOracle {
  readonly #facts: Facts;
  readonly #spec: RulesSpec;
  readonly #viewer: SpecViewer;
  readonly #rows = new Map<FuzzModel, Promise<ReadonlySet<RowNumber>>>();
  readonly #values = new Map<FuzzField, Promise<ReadonlySet<RowNumber>>>();

  /** @param facts Those of the whole database. */
  constructor(facts: Facts, spec: RulesSpec, viewer: SpecViewer) {
    this.#facts = facts;
    this.#spec = spec;
    this.#viewer = viewer;
  }

  /** The rows of a model that the viewer may see. */
  rows(model: FuzzModel): Promise<ReadonlySet<RowNumber>> {
    let rows = this.#rows.get(model);
    if (rows === undefined) this.#rows.set(model, (rows = this.#findRows(model)));
    return rows;
  }

  /** The rows in which the viewer may see a field's value, of those that he may see. */
  values(model: FuzzModel, field: FuzzField): Promise<ReadonlySet<RowNumber>> {
    const rule = this.#spec.models.get(model)?.fields.get(field.name);
    if (rule === undefined) return this.rows(model);
    let values = this.#values.get(field);
    if (values === undefined) this.#values.set(field, (values = this.#findMet(rule, model)));
    return values;
  }

  /** Whether the viewer sees a field in no row, whatever is in it. */
  isHidden(model: FuzzModel, field: FuzzField): boolean {
    const rule = this.#spec.models.get(model)?.fields.get(field.name);
    return rule !== undefined && this.#isNever(rule, model);
  }

  async #findRows(model: FuzzModel): Promise<ReadonlySet<RowNumber>> {
    const spec = this.#spec.models.get(model);
    if (spec === undefined) return new Set();
    const { read, only, within } = spec;
    const parts = [await this.#findMet(read, model)];
    if (only) parts.push(await this.#findMet(only, model));
    if (within) {
      const where = { [within.field]: { equals: new ViewerValue(within.value) } };
      parts.push(await this.#findMet([{ where, readable: [] }], model));
    }
    const all = await this.#facts.rows(model);
    return new Set(all.filter((row) => parts.every((part) => part.has(row))));
  }

  async #findMet(rule: SpecRule, model: FuzzModel): Promise<ReadonlySet<RowNumber>> {
    const all = await this.#facts.rows(model);
    const met = new Set<RowNumber>();
    for (const alternative of rule) {
      if (alternative === 'nobody') continue;
      if (typeof alternative === 'string' || 'role' in alternative) {
        if (this.#grants(alternative)) for (const row of all) met.add(row);
        continue;
      }
      const where = this.#resolve(alternative.where);
      if (where === unmet) continue;
      const condition = readCondition(this.#facts, model, where as Record<string, unknown>); // as it was drawn
      for (const row of all) {
        if (condition && (await condition(row)) !== true) continue;
        if (await this.#leadsToReadable(model, row, alternative.readable)) met.add(row);
      }
    }
    return met;
  }

  #grants(alternative: 'anyone' | 'signedIn' | 'nobody' | { readonly role: string }): boolean {
    if (typeof alternative !== 'string') return this.#viewer?.roles.includes(alternative.role) ?? false;
    return alternative === 'anyone' || (alternative === 'signedIn' && this.#viewer !== null);
  }

  async #leadsToReadable(model: FuzzModel, row: RowNumber, names: readonly string[]): Promise<boolean> {
    for (const name of names) {
      const relation = model.relations.find((each) => each.name === name);
      if (relation === undefined) throw new Error(`Expected a relation ${name} of ${model.name}.`);
      const [found] = (await this.#facts.related(model, relation)).get(row) ?? [];
      if (found === undefined || !(await this.rows(relation.target)).has(found)) return false;
    }
    return true;
  }

  #isNever(rule: SpecRule, model: FuzzModel): boolean {
    return rule.every((alternative) => {
      if (typeof alternative === 'string' || 'role' in alternative) return !this.#grants(alternative);
      if (this.#resolve(alternative.where) === unmet) return true;
      return alternative.readable.some((name) => {
        const target = model.relations.find((each) => each.name === name)?.target;
        const spec = target && this.#spec.models.get(target);
        if (target === undefined || spec === undefined) return true;
        const { read, only, within } = spec;
        const isLacking = within !== undefined && this.#viewer?.values[within.value] === undefined;
        return (
          isLacking || this.#isNever(read, target) || (only !== undefined && this.#isNever(only, target))
        );
      });
    });
  }

  /** Puts the viewer's values into a condition. What he lacks meets nothing, however it is negated. */
  #resolve(given: unknown): unknown {
    if (given instanceof ViewerValue) return this.#viewer?.values[given.name] ?? unmet;
    if (Array.isArray(given)) return given.map((item) => this.#resolve(item));
    if (typeof given !== 'object' || given === null) return given;
    const resolved: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(given)) {
      const value = this.#resolve(part);
      if (name === 'OR' && Array.isArray(value)) {
        const left = value.filter((item) => item !== unmet);
        if (left.length === 0) return unmet;
        resolved[name] = left;
      } else if (['NOT', 'none', 'every', 'isNot'].includes(name) && this.#lacks(part)) return unmet;
      else if (value === unmet || (Array.isArray(value) && value.includes(unmet))) return unmet;
      else resolved[name] = value;
    }
    return resolved;
  }

  #lacks(given: unknown): boolean {
    if (given instanceof ViewerValue) return this.#viewer?.values[given.name] === undefined;
    if (typeof given !== 'object' || given === null) return false;
    return Object.values(given).some((part) => this.#lacks(part));
  }
}
