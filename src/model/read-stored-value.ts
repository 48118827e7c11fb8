import type { StoredValue } from './load.ts';
import type { Field } from './model.ts';

/**
 * Reads a value in a cursor that the API cannot show. Returns undefined if no column of the field's type
 * can hold it, since the servers would refuse to compare it.
 */
export function readStoredValue({ type }: Field, given: object): StoredValue | undefined {
  const stored: unknown = 'stored' in given ? given.stored : undefined;
  const isHeld = typeof stored === 'string' ? holdsText(type, stored) : type === 'Boolean' && isByte(stored);
  return isHeld ? { stored: stored as string | number } : undefined; // isHeld tells so
}

const day = /^\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])/;
const time = /(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?$/;
const span = /^-?(?:\d\d|[0-7]\d\d|8[0-2]\d|83[0-8])(?::[0-5]\d){2}(?:\.\d{1,6})?$/;

function holdsText(type: Field['type'], text: string): boolean {
  switch (type) {
    case 'Enum':
      return text.isWellFormed();
    case 'Date':
      return text.length === 10 && day.test(text);
    case 'DateTime':
      return day.test(text) && text.charAt(10) === ' ' && time.test(text.slice(11)) && text.length <= 26;
    case 'Time':
      return span.test(text);
    default:
      return false;
  }
}

function isByte(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 255;
}
