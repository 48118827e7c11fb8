import type { Value } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { readFieldValue } from '../model/read-value.ts';
import type { PresentValue } from '../model/read-value.ts';
import { ViewerSymbol } from '../model/viewer-symbol.ts';

/** A viewer of a request. A request without one is anonymous. */
export interface ViewerData {
  readonly values: Readonly<Record<string, Value | readonly Value[] | undefined>>;
  readonly roles: readonly string[];
}

/** The values and roles of viewers, as the configuration declares them. */
export interface ViewerOptions {
  /** The field that each value is typed as, such as `'User.id'`. A list of values has it in a list. */
  readonly values: Readonly<Record<string, string | readonly [string]>>;
  readonly roles: readonly string[];
  /** Viewers for tests and for development. */
  readonly samples?: Readonly<Record<string, unknown>> | undefined;
}

/** The symbols of the viewer's values by their names. */
export type ViewerSymbols = ReadonlyMap<string, ViewerSymbol>;

/** Reads the fields that the viewer's values are typed as. Adds a fault for each that does not exist. */
export function readViewerSymbols(
  { values }: ViewerOptions,
  models: readonly Model[],
  faults: string[],
): ViewerSymbols {
  const symbols = new Map<string, ViewerSymbol>();
  for (const [name, declared] of Object.entries(values)) {
    const isList = typeof declared !== 'string';
    const [modelName, fieldName] = (isList ? declared[0] : declared).split('.');
    const model = models.find((candidate) => candidate.name === modelName);
    const field = model?.fields.find(
      (candidate) => candidate.property === fieldName || candidate.name === fieldName,
    );
    if (field === undefined || field.type === 'Json')
      faults.push(
        `viewer.values.${name}: expected a field of a model such as 'User.id', got ${JSON.stringify(declared)}`,
      );
    else symbols.set(name, new ViewerSymbol(name, field, isList));
  }
  return symbols;
}

/** The maximum number of values in a list of the viewer. */
const claimMaxValues = 1_000;

/**
 * Reads a value of the viewer into the wire form of its field. Returns undefined if the viewer lacks it. One
 * that its field cannot have counts as lacking, so that it meets nothing.
 */
export function readViewerValue(
  { field, isList }: ViewerSymbol,
  given: unknown,
): PresentValue | readonly PresentValue[] | undefined {
  if (!isList) return readOne(field, given);
  if (!Array.isArray(given) || given.length > claimMaxValues) return undefined;
  const values = given.map((item) => readOne(field, item));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function readOne(field: Field, given: unknown): PresentValue | undefined {
  if (given === undefined || given === null) return undefined;
  const plain = typeof given === 'bigint' ? String(given) : given;
  return (
    readFieldValue(field, plain) ??
    (typeof plain === 'number' ? readFieldValue(field, String(plain)) : undefined) ??
    (typeof plain === 'string' && isNumber(field) ? readFieldValue(field, Number(plain)) : undefined)
  );
}

/** Returns true if a claim that is a text of digits may stand for the field's value. */
function isNumber({ type, isId }: Field): boolean {
  return !isId && (type === 'Int' || type === 'UnsignedInt');
}
