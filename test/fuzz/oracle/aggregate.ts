import type { FuzzField, FuzzModel } from '../schema/description.ts';
import type { Facts, RowNumber } from './facts.ts';

/** A figure, and which other answers are right too; an `Error` where it cannot be told. */
export interface Figure {
  readonly value: unknown;
  readonly accepts?: (actual: unknown) => boolean;
}

/** The least or greatest value of a field over rows; of texts that the collation holds equal, any spelling. */
export async function readExtreme(
  facts: Facts,
  model: FuzzModel,
  field: FuzzField,
  rows: readonly RowNumber[],
  which: 'min' | 'max',
): Promise<Figure> {
  const ranks = await facts.ranks(model, field);
  const values = await facts.values(model, field);
  const present = rows.filter((row) => (ranks.get(row) ?? 0) > 0);
  if (present.length === 0) return { value: null };
  const all = present.map((row) => ranks.get(row) ?? 0);
  const wanted = which === 'min' ? Math.min(...all) : Math.max(...all);
  const spellings = present.filter((row) => ranks.get(row) === wanted).map((row) => values.get(row));
  return { value: spellings[0], accepts: (actual) => spellings.includes(actual) };
}

/** The sum or average of a number over rows. */
export async function readTotal(
  facts: Facts,
  model: FuzzModel,
  field: FuzzField,
  rows: readonly RowNumber[],
  which: 'sum' | 'avg',
): Promise<Figure> {
  const values = await facts.values(model, field);
  const present = rows.map((row) => values.get(row)).filter((value) => value !== null);
  const sum = await facts.sum(model, field, rows);
  if (sum === undefined) return { value: null };
  if (field.of.type === 'Decimal') {
    if (which === 'sum') return { value: sum };
    const digits = averageDigits(field);
    // MariaDB cuts its averages off where MySQL rounds them.
    const [value, cut] = [
      divide(sum, present.length, digits, 'round'),
      divide(sum, present.length, digits, 'cut'),
    ];
    return { value, accepts: (actual) => actual === value || actual === cut };
  }
  if (field.of.type === 'Float') {
    // Doubles add up to this or that, depending on the order in which the database reads them.
    const slack = present.reduce<number>((size, value) => size + Math.abs(Number(value)), 0) * 1e-12;
    const value = Number(sum) / (which === 'sum' ? 1 : present.length);
    return { value, accepts: (actual) => Math.abs(Number(actual) - value) <= slack };
  }
  return { value: which === 'sum' ? sum : Number(sum) / present.length };
}

/** Four more than the column has, and never more than a column can have. */
function averageDigits({ of }: FuzzField): number {
  return Math.min(of.size + 4, 30);
}

/** A decimal number divided, and what is behind the digits rounded half away from zero or cut off. */
function divide(dividend: string, divisor: number, digits: number, how: 'round' | 'cut'): string {
  const [whole = '', fraction = ''] = dividend.replace('-', '').split('.');
  // Two digits more than wanted leave room to see which way the rest goes.
  const scaled = BigInt(whole + fraction.padEnd(digits + 2, '0'));
  const unit = 10n ** BigInt(Math.max(fraction.length, digits + 2) - digits) * BigInt(divisor);
  const rounded = String((2n * scaled + (how === 'round' ? unit : 0n)) / (2n * unit)).padStart(
    digits + 1,
    '0',
  );
  const sign = dividend.startsWith('-') && /[1-9]/.test(rounded) ? '-' : '';
  return `${sign}${rounded.slice(0, -digits)}.${rounded.slice(-digits)}`;
}
