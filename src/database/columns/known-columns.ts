import { LRUCache } from 'lru-cache';
import { type Columns, uniteColumns } from '../../model/columns.ts';
import type { Model } from '../../model/model.ts';

/** Bounds of the kept columns: the number of kinds, and the total length of their names in characters. */
const keptKinds = { max: 1_000, maxSize: 2_000_000 };

/** The number of different columns of a kind that are read exactly as requested. */
const exactMax = 8;

/** The columns that statements of one kind have read. */
interface KindColumns {
  readonly exact: Map<string, Columns>;
  /** The unions of those beyond `exactMax`, by their joined relations. */
  readonly unions: Map<string, Columns>;
}

/**
 * The columns that statements have read, kept so that there are few different texts. Beyond `exactMax`, a
 * statement reads all columns requested of its kind so far. Long columns and joined relations are not added,
 * because they are part of the kind.
 */
export class KnownColumns {
  readonly #kinds = new LRUCache<string, KindColumns>(keptKinds);

  /** Returns the columns to read: at least those requested. */
  settle(kind: string, model: Model, columns: Columns): Columns {
    let known = this.#kinds.get(kind);
    if (known === undefined) {
      known = { exact: new Map(), unions: new Map() };
      this.#kinds.set(kind, known, { size: kind.length + 1 });
    }
    const { exact, unions } = known;
    if (exact.has(columns.id)) return columns;
    if (exact.size < exactMax) {
      exact.set(columns.id, columns);
      return columns;
    }
    const relations = describeRelations(columns);
    const before = unions.get(relations);
    const alike = before
      ? [before]
      : [...exact.values()].filter((each) => describeRelations(each) === relations);
    const union = uniteColumns(model, [...alike, columns]);
    unions.set(relations, union);
    return union;
  }
}

function describeRelations({ joined }: Columns): string {
  return joined.map(({ relation }) => relation.name).join(' ');
}
