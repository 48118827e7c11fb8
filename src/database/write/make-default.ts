import cuid from '@bugsnag/cuid';
import { createId } from '@paralleldrive/cuid2';
import { nanoid } from 'nanoid';
import { ulid } from 'ulid';
import { v4, v7 } from 'uuid';
import type { Value } from '../../model/load.ts';
import { fractionDigits } from '../../model/fraction-digits.ts';
import type { DefaultValue, Field } from '../../model/model.ts';

/** Makes the default of a field in wire form, as Prisma's client would at the instant `now`. */
export function makeDefault(field: Field, given: DefaultValue, now: Date): Value {
  switch (given.kind) {
    case 'value':
      return given.value;
    case 'now':
      return writeInstant(field, now);
    case 'uuid':
      return given.version === 7 ? v7() : v4();
    case 'cuid':
      return given.version === 2 ? createId() : cuid();
    case 'ulid':
      return ulid();
    case 'nanoid':
      return nanoid(given.length);
  }
}

/** Writes an instant in wire form, with the digits that the column has. It would round further ones. */
export function writeInstant(field: Field, instant: Date): string {
  const iso = writeIso(instant);
  const timeAt = iso.indexOf('T') + 1;
  if (field.type === 'Date') return iso.slice(0, timeAt - 1);
  const digits = fractionDigits(field);
  const end = iso.lastIndexOf('.') + (digits === 0 ? 0 : 1 + Math.min(digits, 3));
  return field.type === 'Time' ? iso.slice(timeAt, end) : `${iso.slice(0, end)}Z`;
}

/** The instant that was written last. All rows of a change have the same one. */
let last: { readonly instant: Date; readonly iso: string } | undefined;

function writeIso(instant: Date): string {
  if (last?.instant !== instant) last = { instant, iso: instant.toISOString() };
  return last.iso;
}
