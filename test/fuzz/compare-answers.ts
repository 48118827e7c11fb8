import type { GraphQLAnswer } from '../support/gateway.ts';
import { findDifference } from '../support/find-difference.ts';
import type { OpaqueTexts } from '../support/opaque-texts.ts';
import type { Failure, NaiveAnswer } from './oracle/naive-gateway.ts';

/**
 * Where the gateway's answer is not the naive one: `refused` as a whole, in which fields it
 * `failed`, in its `data`, or in how many `statements` it took.
 */
export interface Difference {
  readonly kind: 'refused' | 'failed' | 'data' | 'statements';
  readonly text: string;
}

/** Holds an answer against the naive one; of errors only the place and the code count. */
export function compareAnswers(
  naive: NaiveAnswer,
  { status, data, errors = [] }: GraphQLAnswer,
  texts: OpaqueTexts,
): Difference | undefined {
  const whole = errors.find(({ path }) => path === undefined);
  if (whole || data === undefined)
    return { kind: 'refused', text: `status ${status}, ${JSON.stringify(whole ?? errors)}` };
  const actual = errors.map(({ path = [], extensions }) => ({ path, code: extensions.code }));
  const [wanted, got] = [describeFailures(naive.failures, naive.data), describeFailures(actual, data)];
  const missing = [...wanted.keys()].find((place) => !got.has(place));
  if (missing !== undefined)
    return { kind: 'failed', text: `${missing}: expected ${write(wanted.get(missing))}` };
  const surplus = [...got.keys()].find((place) => !wanted.has(place));
  if (surplus !== undefined) {
    const messages = JSON.stringify(errors.slice(0, 2).map(({ message }) => message));
    return { kind: 'failed', text: `${surplus}: got ${write(got.get(surplus))}, ${messages}` };
  }
  for (const [place, codes] of wanted) {
    const isShared = codes.has('any') || [...codes].some((code) => got.get(place)?.has(code));
    if (!isShared)
      return { kind: 'failed', text: `${place}: expected ${write(codes)}, got ${write(got.get(place))}` };
  }
  const text = findDifference(naive.data, data, texts, naive.choices);
  return text === undefined ? undefined : { kind: 'data', text };
}

/**
 * The codes of failures by the place of the null that they have left. Of several below a place that takes no null,
 * which was first is chance, and so are their codes.
 */
function describeFailures(failures: readonly Failure[], data: unknown): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const { path, code } of failures) {
    let at = data;
    const reached: (string | number)[] = [];
    for (const key of path) {
      if (typeof at !== 'object' || at === null) break;
      reached.push(key);
      at = (at as Record<string | number, unknown>)[key]; // lists go by number, objects by name
    }
    const place = reached.join('.');
    const codes = places.get(place) ?? new Set();
    places.set(place, codes.add(reached.length < path.length ? 'any' : code));
  }
  return places;
}

function write(codes: ReadonlySet<string> = new Set()): string {
  return [...codes].join(' or ');
}
