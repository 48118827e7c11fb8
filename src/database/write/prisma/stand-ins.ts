import type { SqlQuery } from '@prisma/driver-adapter-utils';

/** The first instant that stands for another. None is written as it is: dates before the year 1000 have stand-ins too. */
const firstStandInMs = Date.parse('0101-01-01T00:00:00.000Z');

/**
 * Carries date-times through Prisma's client, which rounds them to milliseconds: an instant of a long past year goes in, and
 * in the statement the value that it stands for takes its place. The stand-ins of one transaction are all different.
 */
export class StandIns {
  readonly #values = new Map<string, string>();

  /** What to give Prisma instead of `value`, as the database writes it: `2026-11-22 13:45:00.123456`. */
  standFor(value: string): Date {
    const standIn = new Date(firstStandInMs + this.#values.size);
    this.#values.set(standIn.toISOString(), value);
    return standIn;
  }

  /** The statement with the values in their places. */
  restore(query: SqlQuery): SqlQuery {
    if (this.#values.size === 0) return query;
    const args = [...query.args];
    const argTypes = [...query.argTypes];
    for (const [index, argument] of args.entries()) {
      const value = typeof argument === 'string' ? this.#values.get(argument) : undefined;
      if (value === undefined || argTypes[index]?.scalarType !== 'datetime') continue;
      args[index] = value;
      argTypes[index] = { scalarType: 'string', arity: 'scalar' };
    }
    return { ...query, args, argTypes };
  }
}
