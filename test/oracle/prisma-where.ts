import { directory, type OracleModel, type OrderStep } from './directory.ts';
import type { RelatedCounts } from './related-counts.ts';

type Where = Readonly<Record<string, unknown>>;

/**
 * The same condition for Prisma's client: the words are the same, the values are its own. Its `contains`,
 * `startsWith` and `endsWith` let the wildcards of SQL through, so they are escaped here.
 */
export function toPrismaWhere(model: OracleModel, where: Where, counts: RelatedCounts): Where {
  const counted: Where[] = [];
  const written: Record<string, unknown> = {};
  for (const [name, demand] of Object.entries(where)) {
    const relation = model.relations[name];
    if (name === 'AND' || name === 'OR' || name === 'NOT') {
      written[name] = (demand as Where[]).map((part) => toPrismaWhere(model, part, counts)); // as the schema has it
    } else if (relation) {
      const { count, ...quantified } = demand as Where; // likewise
      if (count !== undefined && Object.keys(count as Where).length > 0)
        counted.push({ id: { in: counts.idsOf(model, name, count as Where) } });
      const target = directory[relation.target];
      written[name] = Object.fromEntries(
        Object.entries(quantified).map(([operator, part]) => [
          operator,
          part === null ? null : toPrismaWhere(target, part as Where, counts),
        ]),
      );
    } else {
      const comparisons = Object.entries(demand as Where).map(([operator, operand]) => [
        operator,
        toOperand(model, name, operator, operand),
      ]);
      written[name] = Object.fromEntries(comparisons);
    }
  }
  if (counted.length === 0) return written;
  return { ...written, AND: [...((written['AND'] ?? []) as Where[]), ...counted] };
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
