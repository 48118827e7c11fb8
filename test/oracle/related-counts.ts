import type { PrismaClient } from '../../src/database/generated/client.ts';
import { models, type OracleModel } from './directory.ts';

type Demand = Readonly<Record<string, unknown>>;

/** How many rows each row is related to, as Prisma's client counts them: it has no condition on that. */
export class RelatedCounts {
  readonly #counts: ReadonlyMap<string, ReadonlyMap<number, number>>;

  private constructor(counts: ReadonlyMap<string, ReadonlyMap<number, number>>) {
    this.#counts = counts;
  }

  /** Reads all of them once, since nobody writes. */
  static async read(prisma: PrismaClient): Promise<RelatedCounts> {
    const counts = new Map<string, ReadonlyMap<number, number>>();
    for (const model of models) {
      const names = Object.keys(model.relations).filter((name) => model.relations[name]?.many);
      if (names.length === 0) continue;
      const select = { id: true, _count: { select: Object.fromEntries(names.map((name) => [name, true])) } };
      const delegate = prisma[model.singular] as unknown as {
        findMany(query: object): Promise<{ id: number; _count: Record<string, number> }[]>; // as the query has it
      };
      const rows = await delegate.findMany({ select });
      for (const name of names)
        counts.set(`${model.name}.${name}`, new Map(rows.map((row) => [row.id, row._count[name] ?? 0])));
    }
    return new RelatedCounts(counts);
  }

  /** The ids of the rows whose number meets all that is demanded. */
  idsOf(model: OracleModel, relation: string, demand: Demand): readonly number[] {
    const entries = [...(this.#counts.get(`${model.name}.${relation}`) ?? [])];
    const isMet = (count: number): boolean =>
      Object.entries(demand).every(([operator, wanted]) => compare(count, operator, wanted));
    return entries.filter(([, count]) => isMet(count)).map(([id]) => id);
  }
}

function compare(count: number, operator: string, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.includes(count) === (operator === 'in');
  const order = Math.sign(count - Number(wanted));
  return (orders[operator] ?? []).includes(order);
}

const orders: Readonly<Record<string, readonly number[]>> = {
  equals: [0],
  not: [-1, 1],
  lt: [-1],
  lte: [-1, 0],
  gt: [1],
  gte: [0, 1],
};
