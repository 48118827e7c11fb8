import type { Filter } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { readable, ViewerSymbol } from '../model/viewer-symbol.ts';
import { findNearest } from '../std/find-nearest.ts';
import { type AddFault, expandCondition, isRecord } from './expand-condition.ts';
import { findReadCycle } from './find-read-cycle.ts';
import type { Alternative, FieldRules, ModelRules, Rule, Rules } from './rules.ts';

/** Reads the conditions of a rule, in the words of `where`. @throws An error that names the path. */
export type ReadCondition = (model: Model, given: unknown, path: string) => Filter | undefined;

/** Everything that rules are read with. */
export interface RulesContext {
  readonly models: readonly Model[];
  /** The roles that the configuration names. */
  readonly roles: readonly string[];
  readonly readCondition: ReadCondition;
  readonly faults: string[];
}

const ruleWords = ['read', 'create', 'update', 'updated', 'delete', 'write', 'only'] as const;
const modelWords = [...ruleWords, 'within', 'preset', 'fields'];
/** The words of `'*'`, which are for models that do not say them. */
const everyWords = ['read', 'create', 'update', 'updated', 'delete', 'write', 'within'];

/** Reads the rules of all models. What they do not say is granted to nobody. Adds all faults at once. */
export function readRules(declared: unknown, context: RulesContext): Rules {
  const reader = new RulesReader(context);
  const all = isRecord(declared) ? declared : {};
  if (!isRecord(declared)) reader.addFault('rules', 'an object with the rules of each model', declared);
  const names = context.models.map(({ name }) => name);
  for (const name of Object.keys(all)) {
    if (name === '*' || names.includes(name)) continue;
    const nearest = findNearest(name, names);
    reader.addFault(`rules.${name}`, `a model${nearest === undefined ? '' : ` such as ${nearest}`}`, name);
  }
  const every = reader.readWords(all['*'], 'rules.*', everyWords);
  const of = new Map(
    context.models.map((model) => [model, reader.readModelRules(model, all[model.name], every)] as const),
  );
  const cycle = findReadCycle(of);
  if (cycle !== undefined)
    context.faults.push(
      `rules.${cycle[0]}.read: expected 'read' to lead to other models only, but it leads ${cycle.join(' → ')}`,
    );
  return { of, roles: reader.mentioned };
}

type Words = Readonly<Record<string, unknown>>;

class RulesReader {
  readonly mentioned = new Set<string>();
  readonly #context: RulesContext;

  constructor(context: RulesContext) {
    this.#context = context;
  }

  readonly addFault: AddFault = (path, expected, got) => {
    this.#context.faults.push(`${path}: expected ${expected}, got ${write(got)}`);
  };

  readWords(given: unknown, path: string, known: readonly string[]): Words {
    if (given === undefined) return {};
    if (!isRecord(given)) {
      this.addFault(path, 'rules', given);
      return {};
    }
    for (const word of Object.keys(given))
      if (!known.includes(word)) this.addFault(`${path}.${word}`, `one of ${known.join(', ')}`, word);
    return given;
  }

  readModelRules(model: Model, given: unknown, every: Words): ModelRules {
    const path = `rules.${model.name}`;
    const own = this.readWords(given, path, modelWords);
    const read = (word: (typeof ruleWords)[number]): Rule | undefined => {
      const [words, at] = word in own ? [own, path] : [every, 'rules.*'];
      return word in words ? this.readRule(model, words[word], `${at}.${word}`, at === path) : undefined;
    };
    const write = read('write') ?? [];
    const { fields, preset } = own;
    if (preset !== undefined) this.#readPreset(model, preset, `${path}.preset`);
    return {
      read: read('read') ?? [],
      create: read('create') ?? write,
      update: read('update') ?? write,
      updated: read('updated'),
      delete: read('delete') ?? write,
      only: 'only' in own ? this.readRule(model, own['only'], `${path}.only`, true) : undefined,
      within: this.#readWithin(model, own['within'], every['within'], path),
      fields: this.#readFields(model, fields, `${path}.fields`),
    };
  }

  /** Reads a rule: one alternative, or a list of them. */
  readRule(model: Model, given: unknown, path: string, takesConditions: boolean): Rule {
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    return list.flatMap((item, index) => {
      const at = Array.isArray(given) ? `${path}[${index}]` : path;
      return this.#readAlternative(model, item, at, takesConditions) ?? [];
    });
  }

  #readAlternative(
    model: Model,
    given: unknown,
    path: string,
    takesConditions: boolean,
  ): Alternative | undefined {
    if (given === 'anyone' || given === 'signedIn') return { kind: given };
    if (given === 'nobody') return undefined;
    const { roles } = this.#context;
    if (typeof given === 'string' && roles.includes(given)) {
      this.mentioned.add(given);
      return { kind: 'role', role: given };
    }
    if (!isRecord(given) || !takesConditions) {
      const nearest = typeof given === 'string' ? findNearest(given, [...roles, ...words]) : undefined;
      const expected = [takesConditions ? 'conditions' : '', 'a role', ...words].filter(
        (each) => each !== '',
      );
      this.addFault(
        path,
        `${expected.join(', ')}${nearest === undefined ? '' : ` (such as ${nearest})`}`,
        given,
      );
      return undefined;
    }
    const filter = this.#readCondition(model, given, path);
    return filter && { kind: 'condition', filter };
  }

  #readCondition(model: Model, given: unknown, path: string): Filter | undefined {
    const { faults, readCondition } = this.#context;
    const before = faults.length;
    const expanded = expandCondition(model, given, path, this.addFault);
    if (faults.length > before) return undefined;
    try {
      const filter = readCondition(model, expanded, path);
      if (filter === undefined) this.addFault(path, 'conditions', given);
      return filter;
    } catch (error) {
      faults.push(
        (error instanceof Error ? error.message : String(error)).replace(/^Argument "(.*?)"/, '$1'),
      );
      return undefined;
    }
  }

  /** Reads the equalities of `within`: those of the model, and those of `'*'` whose field it has. */
  #readWithin(model: Model, own: unknown, every: unknown, path: string): readonly Filter[] {
    const declared = [
      ...this.#readEqualities(model, own === 'none' ? undefined : own, `${path}.within`),
      ...(own === 'none' ? [] : this.#readEqualities(model, every, `${path}.within`)),
    ];
    return [...new Map(declared).values()];
  }

  #readEqualities(model: Model, given: unknown, path: string): readonly (readonly [string, Filter])[] {
    if (given === undefined) return [];
    if (!isRecord(given)) {
      this.addFault(path, "equalities of fields, or 'none'", given);
      return [];
    }
    return Object.entries(given).flatMap(([name, value]) => {
      const field = model.fields.find((candidate) => candidate.name === name);
      if (field === undefined) {
        this.addFault(path, `the model to have a field ${name}, or within: 'none'`, 'no such field');
        return [];
      }
      if (isRecord(value) || value === null || (value instanceof ViewerSymbol && value.isList)) {
        this.addFault(`${path}.${name}`, 'one value that the field equals', value);
        return [];
      }
      const filter = this.#readCondition(model, { [name]: value }, path);
      return filter ? [[name, filter] as const] : [];
    });
  }

  #readPreset(model: Model, given: unknown, path: string): void {
    if (!isRecord(given)) return this.addFault(path, 'values of fields', given);
    for (const [name, value] of Object.entries(given)) {
      if (isRecord(value)) this.addFault(`${path}.${name}`, 'a value', value);
      else if (value !== null) this.#readCondition(model, { [name]: value }, path);
      else if (!model.fields.some((field) => field.name === name))
        this.addFault(`${path}.${name}`, `a field of ${model.name}`, name);
    }
  }

  #readFields(model: Model, given: unknown, path: string): ReadonlyMap<Field, FieldRules> {
    const rules = new Map<Field, FieldRules>();
    const known = model.fields.map(({ name }) => name);
    for (const [name, declared] of Object.entries(this.readWords(given, path, known))) {
      const field = model.fields.find((candidate) => candidate.name === name);
      if (field === undefined) continue;
      const at = `${path}.${name}`;
      const of = this.readWords(declared, at, ['read', 'update']);
      const read = 'read' in of ? this.readRule(model, of['read'], `${at}.read`, true) : undefined;
      const update = 'update' in of ? this.readRule(model, of['update'], `${at}.update`, true) : undefined;
      if (read !== undefined && model.key.includes(field))
        this.addFault(`${at}.read`, 'no rule, because rows are known by this field', 'a rule');
      else rules.set(field, { read, update });
    }
    return rules;
  }
}

const words = ['anyone', 'signedIn', 'nobody'];

/** Writes a value for a message, with the names of symbols. */
function write(given: unknown): string {
  if (given instanceof ViewerSymbol) return `viewer.${given.name}`;
  if (given === readable) return 'read';
  return given === undefined ? 'undefined' : JSON.stringify(given, (_, part: unknown) => nameSymbol(part));
}

function nameSymbol(part: unknown): unknown {
  return part instanceof ViewerSymbol ? `viewer.${part.name}` : part;
}
