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
  const [date = '', time = ''] = instant.toISOString().slice(0, -1).split('T');
  if (field.type === 'Date') return date;
  const [seconds = '', fraction = ''] = time.split('.');
  const digits = fraction.slice(0, fractionDigits(field));
  const cut = digits === '' ? seconds : `${seconds}.${digits}`;
  return field.type === 'Time' ? cut : `${date}T${cut}Z`;
}
