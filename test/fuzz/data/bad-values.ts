import type { Random } from '../../../prisma/seed/random.ts';
import type { FuzzField } from '../schema/description.ts';
import { writeText } from './literal.ts';

/** A literal that the field's column stores though its type in the API cannot tell it; none for most types. */
export function drawBadLiteral(random: Random, { of, enumeration }: FuzzField): string | undefined {
  if (of.type === 'Enum') return writeText(enumeration?.unknown ?? '');
  if (of.type === 'Date') return random.pick([`'0000-00-00'`, `'2021-00-10'`, `'2021-10-00'`]);
  if (of.type !== 'DateTime') return undefined;
  const isTimestamp = of.sql.startsWith('TIMESTAMP');
  return isTimestamp || random.below(2) === 0 ? `'0000-00-00 00:00:00'` : `'2021-00-10 01:02:03'`;
}
