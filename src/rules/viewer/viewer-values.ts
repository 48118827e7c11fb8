import type { Value } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import { type PresentValue, readFieldValue, wantedFieldValue } from '../../model/read-value.ts';
import type { ViewerData } from '../viewer.ts';

/** A value that viewers have, and the field that it is typed as. */
export interface ViewerValue {
  readonly name: string;
  readonly field: Field;
  readonly isList: boolean;
}

/** The values and roles of viewers, and the bound of their lists. */
export interface ViewerForm {
  readonly values: readonly ViewerValue[];
  readonly roles: ReadonlySet<string>;
  readonly claimMaxValues: number;
}

/** A value that its field cannot have. Its message has no part of the value. */
export class ViewerValueError extends Error {
  override readonly name = 'ViewerValueError';
}

/** A viewer that does not have the form of the definition. The code that has made it is at fault. */
export class ViewerFormError extends Error {
  override readonly name = 'ViewerFormError';
}

/**
 * Reads a viewer as code gives it: its values by their names with `roles`, or a `ViewerData`. Values get the
 * wire form of their fields.
 * @throws ViewerFormError or ViewerValueError with the place, what was expected, and the kind of the given
 * value.
 */
export function readViewer(given: unknown, form: ViewerForm): ViewerData | null {
  if (given === null || given === undefined) return null;
  if (!isPlain(given)) throw new ViewerFormError(`viewer: expected an object or null, got ${kindOf(given)}`);
  const { roles: givenRoles, ...rest } = given;
  const isNested = 'values' in rest && Object.keys(rest).length === 1;
  const named = isNested ? rest['values'] : rest;
  if (!isPlain(named)) throw new ViewerFormError(`viewer.values: expected an object, got ${kindOf(named)}`);
  const names = form.values.map(({ name }) => name);
  const unknown = Object.keys(named).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const known = [...names, 'roles'].join(', ');
    throw new ViewerFormError(`viewer: expected ${known}, got ${JSON.stringify(unknown.slice(0, 100))}`);
  }
  const values = new Map<string, Value | readonly Value[]>();
  for (const value of form.values) {
    const one = named[value.name];
    if (one !== undefined && one !== null) values.set(value.name, readOne(value, one, form));
  }
  return { values: Object.fromEntries(values), roles: readRoles(givenRoles, form) };
}

/** Reads roles, of which only the declared ones count. @throws ViewerFormError if it is no list of texts. */
export function readRoles(given: unknown, { roles }: Pick<ViewerForm, 'roles'>): readonly string[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given) || !given.every((role) => typeof role === 'string'))
    throw new ViewerFormError(`viewer.roles: expected a list of texts, got ${kindOf(given)}`);
  return [...new Set(given)].filter((role) => roles.has(role)).toSorted();
}

function readOne(
  { name, field, isList }: ViewerValue,
  given: unknown,
  { claimMaxValues }: ViewerForm,
): Value | readonly Value[] {
  const place = `viewer.${name}`;
  if (!isList) return readTyped(field, given, place);
  if (!Array.isArray(given)) throw new ViewerValueError(`${place}: expected a list, got ${kindOf(given)}`);
  if (given.length > claimMaxValues) {
    throw new ViewerValueError(
      `${place}: expected at most ${claimMaxValues} values (CLAIM_MAX_VALUES), got ${given.length}`,
    );
  }
  return given.map((item) => readTyped(field, item, place));
}

function readTyped(field: Field, given: unknown, place: string): PresentValue {
  for (const form of formsOf(given)) {
    const value = readFieldValue(field, form);
    if (value !== undefined) return value;
  }
  throw new ViewerValueError(`${place}: expected ${wantedFieldValue(field)}, got ${kindOf(given)}`);
}

/** Lists the forms in which a token and the API may have one value, such as a number and its digits. */
function formsOf(given: unknown): readonly unknown[] {
  if (typeof given === 'bigint') return [String(given), Number(given)];
  if (typeof given === 'number') return Number.isFinite(given) ? [given, String(given)] : [];
  if (given instanceof Date) return Number.isNaN(given.getTime()) ? [] : [given.toISOString()];
  if (typeof given === 'string' && /^(?:0|-?[1-9]\d{0,9})$/.test(given)) return [given, Number(given)];
  return [given];
}

function isPlain(given: unknown): given is Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null) return false;
  const prototype: unknown = Object.getPrototypeOf(given);
  return prototype === null || prototype === Object.prototype;
}

/** Describes the kind of a value, since the value itself may be personal. */
export function kindOf(given: unknown): string {
  if (given === undefined) return 'none';
  if (given === null) return 'null';
  if (Array.isArray(given)) return 'a list';
  if (typeof given === 'function') return 'a function';
  if (typeof given === 'string') return given === '' ? 'an empty text' : 'a text';
  return typeof given === 'object' ? 'an object' : `a ${typeof given}`;
}
