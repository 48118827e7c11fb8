import type { Value } from '../../model/load.ts';
import type { FieldChange } from '../../model/change.ts';
import type { Field } from '../../model/model.ts';
import { encode } from '../expression/wire.ts';
import { name, raw, sql, value, type Sql } from '../sql.ts';

/** The greatest whole number that the driver sends as a number. */
const sentMost = 2n ** 63n - 1n;

/** Builds a value as the column of a field stores it, without a loss of precision. */
export function buildStored(field: Field, stored: Value): Sql {
  if (stored === null) return value(null);
  const encoded = encode(field, stored);
  return typeof encoded === 'bigint' && encoded > sentMost
    ? sql`CAST(CAST(${value(String(encoded))} AS CHAR(20)) AS UNSIGNED)` // MySQL treats a parameter of CAST as signed
    : value(encoded);
}

/** Builds a value to compare or compute with. A text or double would make an integer column a double. */
export function buildOperand(field: Field, operand: Value): Sql {
  if (operand === null) return value(null);
  switch (field.type) {
    case 'Decimal': {
      const [, fraction = ''] = String(operand).split('.');
      return sql`CAST(${value(String(operand))} AS ${raw(`DECIMAL(65, ${fraction.length})`)})`;
    }
    case 'Int':
    case 'UnsignedInt':
      return value(BigInt(operand));
    case 'String':
    case 'BigInt':
    case 'Float':
    case 'Boolean':
    case 'DateTime':
    case 'Date':
    case 'Time':
    case 'Json':
    case 'Bytes':
    case 'Enum':
      return buildStored(field, operand);
  }
}

/** Builds the new value of a field: the given one, or the old one with an operation applied. */
export function buildChanged({ field, operation, value: operand }: Omit<FieldChange, 'path'>): Sql {
  if (operation === 'set') return buildStored(field, operand);
  return sql`${name(field.column)} ${raw(signs[operation])} ${buildOperand(field, operand)}`;
}

const signs = { increment: '+', decrement: '-', multiply: '*', divide: '/' } as const;
