import type { Random } from '../../../prisma/seed/random.ts';
import { type Input, Variable } from '../../support/document.ts';
import { drawValue } from '../data/values.ts';
import type { FuzzField } from '../schema/description.ts';

/** Random conditions on a JSON field, often on what some row has. */
export function generateJsonComparisons(random: Random, field: FuzzField): Input {
  const whole = JSON.parse(String(drawValue(random, field, false))) as Json;
  const comparisons: Record<string, Input> = {};
  const { path, found } = random.below(3) === 0 ? { path: '$', found: whole } : descend(random, whole);
  if (path !== '$' || random.below(6) === 0) comparisons['path'] = path;
  for (let left = random.below(8) === 0 ? random.below(3) : 1; left > 0; left -= 1) {
    const operator = random.pick(operators);
    comparisons[operator] = generateOperand(random, field, operator, found);
  }
  return comparisons;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const operators = [
  ...(['equals', 'equals', 'not', 'not', 'array_contains', 'array_contains'] as const),
  ...(['string_contains', 'string_starts_with', 'string_ends_with'] as const),
] as const;

/** A place that the value has, or one that it lacks. */
function descend(random: Random, whole: Json): { readonly path: string; readonly found: Json } {
  let path = '$';
  let found = whole;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const entries: readonly [string, Json][] =
      typeof found === 'object' && found !== null ? Object.entries(found) : [];
    const entry = random.below(6) === 0 ? undefined : entries[random.below(entries.length)];
    if (entry === undefined)
      return { path: `${path}${random.pick(['[0]', '[7]', '."a"', '."none"'])}`, found };
    path += Array.isArray(found) ? `[${entry[0]}]` : `.${JSON.stringify(entry[0])}`;
    found = entry[1];
  }
  return { path, found };
}

function generateOperand(
  random: Random,
  field: FuzzField,
  operator: (typeof operators)[number],
  found: Json,
): Input {
  if (operator.startsWith('string')) {
    const text = typeof found === 'string' ? found : random.pick(['text', 'é', 'T', '"', '', '%', '/']);
    const characters = Array.from(text);
    return characters.slice(random.below(2), 2 + random.below(3)).join('');
  }
  if (operator !== 'array_contains') return write(random, random.below(3) > 0 ? found : draw(random, field));
  const item = Array.isArray(found) ? (found[random.below(found.length)] as Json | undefined) : found;
  const wanted = random.below(3) === 0 ? draw(random, field) : (item ?? 'text');
  return write(random, random.below(4) === 0 && Array.isArray(found) ? found.slice(1) : (wanted ?? 0));
}

function draw(random: Random, field: FuzzField): Json {
  return JSON.parse(String(drawValue(random, field, false))) as Json;
}

/** In the document where it can stand there: a name in it is no quoted text. */
function write(random: Random, value: Json): Input {
  if (value === null) return null;
  return hasPlainNames(value) && random.below(2) === 0 ? value : new Variable('JSON', value);
}

function hasPlainNames(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([name, part]) => (Array.isArray(value) || /^[A-Za-z_]\w*$/.test(name)) && hasPlainNames(part),
  );
}
