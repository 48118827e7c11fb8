import type { Field } from './model.ts';

/** Returns the fraction digits of a second in a field's type. Prisma's default for DateTime is 3. */
export function fractionDigits({ type, nativeType }: Pick<Field, 'type' | 'nativeType'>): number {
  return nativeType === undefined ? (type === 'DateTime' ? 3 : 0) : Number(nativeType[1][0] ?? 0);
}
