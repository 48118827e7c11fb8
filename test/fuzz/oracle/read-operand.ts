import type { Value } from '../data/values.ts';
import { type FuzzField, isInteger } from '../schema/description.ts';
import { Refusal } from './refusal.ts';

/** A value that a document gives for a field, in the field's own form. */
export function readOperand(field: FuzzField, given: unknown): Value {
  const { of, isId } = field;
  if (typeof given !== 'string') return given as Value; // as the schema has it
  if (isId && isInteger(of)) {
    const isWhole = /^(0|-?[1-9]\d{0,19})$/.test(given);
    const [least = '0', most = '0'] = of.range ?? [];
    if (!isWhole || BigInt(given) < BigInt(least) || BigInt(given) > BigInt(most))
      throw new Refusal('BAD_USER_INPUT', `${given} is no id of ${field.name}.`);
  }
  if (of.type === 'Bytes' && Buffer.from(given, 'base64').toString('base64') !== given)
    throw new Refusal('BAD_USER_INPUT', `${given} is no base64.`);
  return of.type === 'DateTime' ? toUtc(given) : given;
}

/** The same instant in UTC, with its own digits behind the seconds. */
function toUtc(given: string): string {
  const fraction = /\.\d+/.exec(given)?.[0] ?? '';
  const seconds = new Date(given.replace(fraction, '')).toISOString().slice(0, 19);
  return `${seconds}${fraction}Z`;
}
