import { LRUCache } from 'lru-cache';
import { type Columns, uniteColumns } from '../../model/columns.ts';
import type { Model } from '../../model/model.ts';

/** Kinds of statements whose columns are kept, and how long their names may be in all, in characters. */
const keptKinds = { max: 1_000, maxSize: 2_000_000 };

/** Different columns that statements of a kind are given as they are requested. */
const exactMax = 8;

/** The columns that statements of a kind have read. */
interface KindColumns {
  readonly exact: Map<string, Columns>;
  /** Of those beyond `exactMax`, by their joined relations. */
  readonly unions: Map<string, Columns>;
}

/**
 * The columns that statements have read, so that their texts stay few: beyond some different ones, a statement reads
 * all that was requested of its kind so far. Long texts and other tables are not added, since they tell kinds apart.
 */
export class KnownColumns {
  readonly #kinds = new LRUCache<string, KindColumns>(keptKinds);

  /** Gives the columns to read where these are requested: them at least. */
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
