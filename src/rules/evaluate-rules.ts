import { ViewerSymbol } from '../model/viewer-symbol.ts';
import type { Field } from '../model/model.ts';
import type { ViewerSymbols } from './viewer.ts';

/** The function that declares the rules, as the configuration has it. It is called at start. */
export type RulesFunction = (given: { readonly viewer: Readonly<Record<string, unknown>> }) => unknown;

/**
 * Calls the function that declares the rules, with symbols for the viewer's values. It is called again with
 * sample values and with none, and must return the same rules: one that branches on the viewer is a fault.
 */
export function evaluateRules(rules: RulesFunction, symbols: ViewerSymbols, faults: string[]): unknown {
  const call = (of: (symbol: ViewerSymbol) => unknown): unknown => {
    const viewer = new Proxy<Record<string, unknown>>(
      {},
      {
        get: (_, name) => {
          const symbol = symbols.get(String(name));
          if (symbol !== undefined) return of(symbol);
          throw new TypeError(
            `expected one of viewer.${[...symbols.keys()].join(', viewer.')}, got viewer.${String(name)}`,
          );
        },
      },
    );
    return rules({ viewer });
  };
  try {
    const declared = call((symbol) => symbol);
    const samples = new Map([...symbols.values()].map((symbol) => [symbol, sampleOf(symbol)]));
    for (const valueOf of [(symbol: ViewerSymbol) => samples.get(symbol), () => undefined]) {
      const path = findDifference(declared, call(valueOf), valueOf, 'rules');
      if (path === undefined) continue;
      faults.push(
        `${path}: expected the same rules for every viewer, but they depend on a value of the viewer; name a role instead`,
      );
      break;
    }
    return declared;
  } catch (error) {
    faults.push(`rules: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function sampleOf({ field, isList }: ViewerSymbol): unknown {
  return isList ? [sampleValue(field)] : sampleValue(field);
}

function sampleValue({ type, isId }: Field): unknown {
  if (type === 'Boolean') return true;
  return !isId && (type === 'Int' || type === 'UnsignedInt' || type === 'Float') ? 7 : '7';
}

/** Finds the path of the first difference besides the values of the viewer. */
function findDifference(
  declared: unknown,
  other: unknown,
  valueOf: (symbol: ViewerSymbol) => unknown,
  path: string,
): string | undefined {
  if (declared instanceof ViewerSymbol) return valueOf(declared) === other ? undefined : path;
  if (typeof declared !== 'object' || declared === null || declared instanceof Date)
    return String(declared) === String(other) && typeof declared === typeof other ? undefined : path;
  if (typeof other !== 'object' || other === null) return path;
  const names = [Object.keys(declared), Object.keys(other)].map((keys) => keys.join(' '));
  if (names[0] !== names[1]) return path;
  const others = new Map(Object.entries(other));
  for (const [name, part] of Object.entries(declared)) {
    const at = Array.isArray(declared) ? `${path}[${name}]` : `${path}.${name}`;
    const found = findDifference(part, others.get(name), valueOf, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
