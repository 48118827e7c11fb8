import type { Field } from './model.ts';

/** Gives the digits behind the seconds that a field is declared with; Prisma's own default is 3 for DateTime. */
export function fractionDigits({ type, nativeType }: Field): number {
  return nativeType === undefined ? (type === 'DateTime' ? 3 : 0) : Number(nativeType[1][0] ?? 0);
}
