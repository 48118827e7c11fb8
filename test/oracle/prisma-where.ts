import { directory, type OracleModel, type OrderStep } from './directory.ts';

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
      const relation = model.relations[name];
      if (relation) {
        const quantified = Object.entries(demand as Where).map(([operator, part]) => [
          operator,
          part === null ? null : toPrismaWhere(directory[relation.target], part as Where), // as the schema has it
        ]);
        return [name, Object.fromEntries(quantified)];
      }
      const comparisons = Object.entries(demand as Where).map(([operator, operand]) => [
        operator,
        toOperand(model, name, operator, operand),
      ]);
      return [name, Object.fromEntries(comparisons)];
    }),
  );
}

/** The same ordering for Prisma's client, which has another word for the number of rows. */
export function toPrismaOrder(steps: readonly OrderStep[]): readonly Nested<'asc' | 'desc'>[] {
  return steps.map(([path, direction]) =>
    nest(
      path.split('.').map((name) => (name === 'count' ? '_count' : name)),
      direction,
    ),
  );
}

/** `a.b` as `{ a: { b: leaf } }`. */
export function nest<Leaf>(path: readonly string[], leaf: Leaf): Nested<Leaf> {
  const [name, ...rest] = path;
  return name === undefined ? leaf : { [name]: nest(rest, leaf) };
}

/** A leaf within objects of one entry each. */
export type Nested<Leaf> = Leaf | { readonly [name: string]: Nested<Leaf> };

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
