import type { OracleModel } from './directory.ts';

type Where = Readonly<Record<string, unknown>>;

/**
 * The same condition for Prisma's client: the words are the same, the values are its own. Its `contains`,
 * `startsWith` and `endsWith` let the wildcards of SQL through, so they are escaped here.
 */
export function toPrismaWhere(model: OracleModel, where: Where): Where {
  return Object.fromEntries(
    Object.entries(where).map(([name, demand]) => {
      if (name === 'AND' || name === 'OR' || name === 'NOT') {
        return [name, (demand as Where[]).map((part) => toPrismaWhere(model, part))]; // as the schema has it
      }
      const comparisons = Object.entries(demand as Where).map(([operator, operand]) => [
        operator,
        toOperand(model, name, operator, operand),
      ]);
      return [name, Object.fromEntries(comparisons)];
    }),
  );
}

function toOperand(model: OracleModel, field: string, operator: string, operand: unknown): unknown {
  if (operator === 'contains' || operator === 'startsWith' || operator === 'endsWith') {
    return String(operand).replaceAll(/[\\%_]/g, String.raw`\$&`);
  }
  return Array.isArray(operand)
    ? operand.map((item) => toStored(model, field, item))
    : toStored(model, field, operand);
}

/** A value of the API as Prisma's client has it. */
export function toStored(model: OracleModel, field: string, value: unknown): unknown {
  if (value === null) return null;
  if (model.fields[field] === 'ID') return Number(value);
  if (model.fields[field] === 'DateTime') return new Date(value as string);
  return value;
}
