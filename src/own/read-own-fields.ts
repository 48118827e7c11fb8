import type { Field, Model, Models } from '../model/model.ts';
import { findNearest } from '../std/find-nearest.ts';
import { toError } from '../std/to-error.ts';
import { anyBuilder } from './builders.ts';
import { OwnDefinition } from './own-definition.ts';
import { describeGiven, type OwnFaults } from './own-faults.ts';

/** The type that a field belongs to. */
export type OwnOwner =
  | { readonly kind: 'model'; readonly model: Model; readonly type: string }
  | { readonly kind: 'Query' | 'Mutation'; readonly type: string };

/** A field whose options have the right form. Its types are not resolved yet. */
export interface OwnDraft {
  readonly owner: OwnOwner;
  readonly name: string;
  /** Its place in the configuration, for messages. */
  readonly at: string;
  readonly type: string;
  readonly args: Readonly<Record<string, string>>;
  readonly description: string | undefined;
  readonly needs: readonly Field[];
  readonly timeoutMs: number | undefined;
  readonly statements: number | undefined;
  readonly code: DraftCode;
}

/** The code of a field, as it was given. */
export type DraftCode =
  | { readonly kind: 'load' | 'resolve'; readonly run: CallableFunction }
  | { readonly kind: 'worker'; readonly module: string | URL }
  | { readonly kind: 'sql'; readonly text: string };

type Given = Readonly<Record<string, unknown>>;

/** Reads the functions of `extend`. What is wrong with them becomes a fault, and is left out. */
export function readOwnFields(extend: unknown, models: Models, faults: OwnFaults): readonly OwnDraft[] {
  if (extend === undefined) return [];
  if (!isObject(extend)) {
    faults.add('extend', `expected an object with a function for each model, got ${describeGiven(extend)}`);
    return [];
  }
  return Object.entries(extend).flatMap(([type, define]) => readOwner(type, define, models, faults));
}

function readOwner(type: string, define: unknown, models: Models, faults: OwnFaults): readonly OwnDraft[] {
  const at = `extend.${type}`;
  const owner = findOwner(type, models);
  if (owner === undefined) {
    const names = [...models.all.map((model) => model.names.type), 'Query', 'Mutation'];
    faults.add(at, `expected a model, Query or Mutation${suggest(type, names)}`);
    return [];
  }
  if (typeof define !== 'function') {
    faults.add(at, `expected a function that takes a builder, got ${describeGiven(define)}`);
    return [];
  }
  let defined: unknown;
  try {
    defined = (define as (builder: unknown) => unknown)(anyBuilder);
  } catch (error) {
    faults.add(at, `expected its fields, but the function has thrown: ${toError(error).message}`);
    return [];
  }
  if (!isObject(defined)) {
    faults.add(at, `expected an object of fields, got ${describeGiven(defined)}`);
    return [];
  }
  return Object.entries(defined).flatMap(([name, definition]) => {
    const field = new OptionsReader(`${at}.${name}`, faults).read(owner, name, definition);
    return field === undefined ? [] : [field];
  });
}

function findOwner(type: string, models: Models): OwnOwner | undefined {
  const model = models.all.find(({ names }) => names.type === type);
  if (model) return { kind: 'model', model, type };
  return type === 'Query' || type === 'Mutation' ? { kind: type, type } : undefined;
}

const commonOptions = ['description', 'args', 'timeoutMs', 'statements'];
const graphqlName = /^[A-Za-z](?!__)\w*$/;

/** Reads the options of one field. */
class OptionsReader {
  readonly #at: string;
  readonly #faults: OwnFaults;
  #isFaulty = false;

  constructor(at: string, faults: OwnFaults) {
    this.#at = at;
    this.#faults = faults;
  }

  read(owner: OwnOwner, name: string, definition: unknown): OwnDraft | undefined {
    const maker = owner.kind === 'model' ? 'field(…) or sql(…)' : 'field(…)';
    if (!(definition instanceof OwnDefinition) || (owner.kind !== 'model' && definition.kind === 'sql'))
      return this.#add('', `expected the result of ${maker}, got ${describeGiven(definition)}`);
    const { kind, type, options } = definition;
    if (!graphqlName.test(name)) this.#add('', 'expected a name of letters, digits and single underscores');
    if (typeof type !== 'string')
      this.#add('', `expected a type such as 'String!', got ${describeGiven(type)}`);
    if (!isObject(options)) return this.#add('', `expected options, got ${describeGiven(options)}`);
    const code = this.#readCode(owner, kind, options);
    const draft = {
      owner,
      name,
      at: this.#at,
      type: String(type),
      args: this.#readArgs(options['args']),
      description: this.#readText(options, 'description'),
      needs: owner.kind === 'model' ? this.#readNeeds(owner.model, options['needs']) : [],
      timeoutMs: this.#readNumber(options, 'timeoutMs', 1),
      statements: this.#readNumber(options, 'statements', 0),
    };
    return code === undefined || this.#isFaulty ? undefined : { ...draft, code };
  }

  #readCode(owner: OwnOwner, kind: OwnDefinition['kind'], options: Given): DraftCode | undefined {
    const wanted = owner.kind !== 'model' ? ['resolve'] : kind === 'sql' ? ['sql'] : ['load', 'worker'];
    const known = [...commonOptions, ...wanted, ...(owner.kind === 'model' ? ['needs'] : [])];
    for (const name of Object.keys(options))
      if (!known.includes(name))
        this.#add(`.${name}`, `expected one of ${known.join(', ')}${suggest(name, known)}`);
    const [given, ...others] = wanted.filter((name) => options[name] !== undefined);
    if (given === undefined || others.length > 0)
      return this.#add('', `expected ${wanted.join(' or ')}, got ${given === undefined ? 'none' : 'both'}`);
    const value = options[given];
    switch (given) {
      case 'worker':
        if (typeof value === 'string' || value instanceof URL) return { kind: given, module: value };
        return this.#add('.worker', `expected the path of a module, got ${describeGiven(value)}`);
      case 'sql':
        if (typeof value === 'string') return { kind: given, text: value };
        return this.#add('.sql', `expected a SELECT, got ${describeGiven(value)}`);
      default:
        if (typeof value === 'function') return { kind: given === 'load' ? 'load' : 'resolve', run: value };
        return this.#add(`.${given}`, `expected a function, got ${describeGiven(value)}`);
    }
  }

  #readNeeds(model: Model, given: unknown): readonly Field[] {
    if (given === undefined) return [];
    if (!Array.isArray(given)) {
      this.#add('.needs', `expected a list of fields of ${model.names.type}, got ${describeGiven(given)}`);
      return [];
    }
    return [...new Set<unknown>(given)].flatMap((name) => {
      const field = model.fields.find((each) => each.name === name);
      if (field) return [field];
      const names = model.fields.map((each) => each.name);
      const hint = suggest(String(name), names);
      this.#add('.needs', `expected fields of ${model.names.type}, got ${describeGiven(name)}${hint}`);
      return [];
    });
  }

  #readArgs(given: unknown): Readonly<Record<string, string>> {
    if (given === undefined) return {};
    if (!isObject(given)) {
      this.#add('.args', `expected an object of types, got ${describeGiven(given)}`);
      return {};
    }
    const args: Record<string, string> = {};
    for (const [name, type] of Object.entries(given)) {
      if (!graphqlName.test(name))
        this.#add(`.args.${name}`, 'expected a name of letters, digits and underscores');
      if (typeof type === 'string') args[name] = type;
      else this.#add(`.args.${name}`, `expected a type such as 'Int = 64', got ${describeGiven(type)}`);
    }
    return args;
  }

  #readNumber(options: Given, name: string, least: number): number | undefined {
    const given = options[name];
    if (
      given === undefined ||
      (Number.isSafeInteger(given) && Number(given) >= least && Number(given) < 2 ** 31)
    )
      return given as number | undefined;
    return this.#add(`.${name}`, `expected a whole number of at least ${least}, got ${describeGiven(given)}`);
  }

  #readText(options: Given, name: string): string | undefined {
    const given = options[name];
    if (given === undefined || typeof given === 'string') return given;
    return this.#add(`.${name}`, `expected a text, got ${describeGiven(given)}`);
  }

  /** Reports a fault of a part of the options. */
  #add(part: string, message: string): undefined {
    this.#isFaulty = true;
    this.#faults.add(`${this.#at}${part}`, message);
    return undefined;
  }
}

function suggest(name: string, candidates: Iterable<string>): string {
  const nearest = findNearest(name, candidates);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

function isObject(given: unknown): given is Given {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
