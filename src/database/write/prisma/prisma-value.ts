import * as runtime from '@prisma/client/runtime/client';
import type { Value } from '../../../model/load.ts';
import type { Field } from '../../../model/model.ts';
import type { PresentValue } from '../../../model/read-value.ts';
import { encode } from '../../expression/wire.ts';
import type { StandIns } from './stand-ins.ts';

/** Turns a value of the wire into what Prisma's client takes for the field. */
export function toPrismaValue(field: Field, value: Value, standIns: StandIns): unknown {
  if (value === null) return field.type === 'Json' ? runtime.DbNull : null;
  switch (field.type) {
    case 'Json':
      return toPrismaJson(String(value));
    case 'DateTime':
      return toPrismaDate(String(value).slice(0, -1), value, standIns);
    case 'Date':
      return toPrismaDate(`${String(value)}T00:00:00`, value, standIns);
    case 'Time':
      return toPrismaDate(`1970-01-01T${String(value)}`, value, standIns);
    case 'Boolean':
      return value === true || value === 'true';
    case 'Enum':
      return toPrismaEnum(field, value);
    case 'Bytes':
      return Buffer.from(String(value), 'base64');
    case 'String':
    case 'Int':
    case 'UnsignedInt':
    case 'BigInt':
    case 'Float':
    case 'Decimal':
      return encode(field, value);
  }
}

/** A JSON null is a value of its own to Prisma. Any other goes as its text: Prisma would copy it, and lose keys on the way. */
function toPrismaJson(text: string): unknown {
  return text === 'null' ? runtime.JsonNull : { toJSON: () => ({ $type: 'Json', value: text }) };
}

/** Prisma's dates have milliseconds; what is finer goes by another date, and so does what is as old as those are. */
function toPrismaDate(instant: string, value: PresentValue, standIns: StandIns): Date {
  const isFine = /\.\d{3}\d*[1-9]/.test(instant);
  return isFine || instant < '1000'
    ? standIns.standFor(String(value).replace('T', ' ').replace('Z', ''))
    : new Date(`${instant}Z`);
}

/** Prisma knows an enum's values by their names in the schema. */
function toPrismaEnum(field: Field, value: PresentValue): string {
  return field.enumeration?.values.find(({ name }) => name === value)?.property ?? String(value);
}
