import { LRUCache } from 'lru-cache';
import type { ForbiddenError } from '../errors.ts';
import type { Stamp, Stamped } from '../loaders/scoped-loads.ts';
import type { Columns } from '../model/columns.ts';
import type { Scoped, Shape, ViewerValues } from '../model/load.ts';
import type { Models } from '../model/model.ts';
import type { PresentValue } from '../model/read-value.ts';
import { evaluateRules, type RulesFunction } from './evaluate-rules.ts';
import { buildGuardedModels } from './guarded-models.ts';
import { type ReadCondition, readRules } from './read-rules.ts';
import type { Rules } from './rules.ts';
import { passShape, ScopedShapes } from './scope-shape.ts';
import { Variant, type ViewerKind } from './variant.ts';
import {
  readViewerSymbols,
  readViewerValue,
  type ViewerData,
  type ViewerOptions,
  type ViewerSymbols,
} from './viewer.ts';

/** The viewers and the rules, as the configuration declares them. */
export interface ProtectionOptions {
  readonly viewer: ViewerOptions;
  readonly rules: RulesFunction;
}

/** The rules of a gateway. */
export interface Protection {
  /** The models, with the fields and relations marked that rules may hide. */
  readonly models: Models;
  readonly stampFor: (viewer: ViewerData | null) => Stamp;
}

/** The faults of rules, all at once. */
export class RulesError extends Error {
  override readonly name = 'RulesError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
    super(`The rules have ${count}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Stamps nothing, where no rules exist. */
export const noRules: Stamp = {
  stamp: (shape) => ({ shape: passShape(shape), viewer: undefined }),
  refuse: () => undefined,
};

/**
 * Reads the rules, once, at start.
 * @throws RulesError with all faults, each with its place, what was expected and what was given.
 */
export function openProtection(
  models: Models,
  { viewer, rules }: ProtectionOptions,
  readCondition: ReadCondition,
): Protection {
  const faults: string[] = [];
  const read = (of: Models): { readonly rules: Rules; readonly symbols: ViewerSymbols } => {
    const symbols = readViewerSymbols(viewer, of.all, faults);
    if (faults.length > 0) throw new RulesError(faults);
    const declared = evaluateRules(rules, symbols, faults);
    if (faults.length > 0) throw new RulesError(faults);
    const context = { models: of.all, roles: viewer.roles, readCondition, faults };
    const found = readRules(declared, context);
    if (faults.length > 0) throw new RulesError(faults);
    return { rules: found, symbols };
  };
  const guarded = buildGuardedModels(models, read(models).rules);
  // The same rules again, about the marked fields.
  const known = read(guarded);
  const variants = new LRUCache<string, ScopedShapes>({ max: variantsMax });
  return {
    models: guarded,
    stampFor: (given) => {
      const values = readValues(given, known.symbols);
      const kind = kindOf(given, values, known.rules);
      const id = describeKindOfViewer(kind);
      let variant = variants.get(id);
      if (variant === undefined)
        variants.set(id, (variant = new ScopedShapes(new Variant(known.rules, kind))));
      return new SessionStamp(variant, values);
    },
  };
}

/** The maximum number of kept kinds of viewers. Each keeps the shapes that its viewers have loaded. */
const variantsMax = 1_000;

type Values = ReadonlyMap<string, PresentValue | readonly PresentValue[]>;

function readValues(viewer: ViewerData | null, symbols: ViewerSymbols): Values {
  const read = [...symbols].flatMap(([name, symbol]) => {
    const value = readViewerValue(symbol, viewer?.values[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return new Map(read);
}

function kindOf(viewer: ViewerData | null, values: Values, { roles }: Rules): ViewerKind {
  const lists = [...values].flatMap(([name, value]) => (isList(value) ? [[name, value] as const] : []));
  return {
    isSignedIn: viewer !== null,
    roles: new Set(viewer?.roles.filter((role) => roles.has(role)).toSorted()),
    values: new Set(values.keys()),
    lists: new Map(lists),
  };
}

function describeKindOfViewer({ isSignedIn, roles, values, lists }: ViewerKind): string {
  return JSON.stringify([isSignedIn, [...roles], [...values], [...lists]]);
}

function isList(value: PresentValue | readonly PresentValue[]): value is readonly PresentValue[] {
  return Array.isArray(value);
}

class SessionStamp implements Stamp {
  readonly #variant: ScopedShapes;
  readonly #values: Values;
  readonly #stamped = new Map<Scoped, ViewerValues | undefined>();

  constructor(variant: ScopedShapes, values: Values) {
    this.#variant = variant;
    this.#values = values;
  }

  readonly stamp = <S extends Shape>(shape: S, columns: Columns): Stamped<S> => {
    const scoped = this.#variant.shape(shape, columns);
    if (!this.#stamped.has(scoped)) this.#stamped.set(scoped, this.#valuesOf(scoped));
    return { shape: scoped, viewer: this.#stamped.get(scoped) };
  };

  readonly refuse = (shape: Shape): ForbiddenError | undefined => {
    const parts = this.#variant.parts(shape);
    return parts instanceof Error ? parts : undefined;
  };

  #valuesOf({ rights }: Shape): ViewerValues | undefined {
    if (rights === undefined || rights.operands.length === 0) return undefined;
    const values = rights.operands.map(({ name }) => {
      const value = this.#values.get(name);
      return value === undefined || isList(value) ? null : value;
    });
    return { id: JSON.stringify(values), values };
  }
}
