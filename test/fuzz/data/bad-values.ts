import type { Random } from '../../../prisma/seed/random.ts';
import type { FuzzField } from '../schema/description.ts';
import { writeText } from './literal.ts';

/** A literal that the field's column stores though its type in the API cannot tell it; none for most types. */
export function drawBadLiteral(random: Random, { of, enumeration }: FuzzField): string | undefined {
  const isTimestamp = of.sql.startsWith('TIMESTAMP');
  switch (of.type) {
    case 'Enum':
      return writeText(enumeration?.unknown ?? '');
    case 'Date':
      return random.pick([`'0000-00-00'`, `'2021-00-10'`, `'2021-10-00'`, `'2021-02-31'`]);
    case 'DateTime':
      return isTimestamp
        ? `'0000-00-00 00:00:00'`
        : random.pick([`'0000-00-00 00:00:00'`, `'2021-00-10 01:02:03'`, `'2021-02-31 01:02:03'`]);
    case 'Time':
      return random.pick([`'838:59:59'`, `'-01:00:00'`, `'24:00:00'`]);
    case 'String':
    case 'Int':
    case 'UnsignedInt':
    case 'BigInt':
    case 'Float':
    case 'Decimal':
    case 'Boolean':
    case 'JSON':
    case 'Bytes':
      return undefined;
  }
}
