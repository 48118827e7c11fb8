import type { Key, RowsShape } from '../../model/load.ts';
import { powerOfTwo } from '../../std/power-of-two.ts';
import { buildComparison } from '../expression/compare.ts';
import { bindKeys, buildKeyTable } from '../keys/key-table.ts';
import { bindViewer } from '../keys/viewer-reference.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { keysTable, modelAlias, type PartialStatement } from '../statement.ts';
import type { KeyedPage } from './keyed-page.ts';
import { numberSelected } from './number-rows.ts';
import { buildPageParts, fits } from './page-parts.ts';
import { selectPage } from './page-select.ts';
import { readNumbered } from './read-numbered.ts';

/** The number of keys beyond which a SELECT for each costs more than it saves. */
const fewKeysMax = 64;

/**
 * Reads each key's page by a SELECT of its own. Accepts few keys, whose conditions fit into one statement.
 */
export function buildUnion(page: KeyedPage): PartialStatement<RowsShape> {
  const { build, align } = readNumbered(page);
  const { shape, catalog } = page;
  // Each SELECT is of one key, and so of one viewer, whose values are its parameters.
  const own = shape.rights && { ...shape, rights: { ...shape.rights, isShared: false } };
  const single = own ? { ...page, ...buildPageParts(own, catalog, modelAlias) } : page;
  return {
    bind: (keys) =>
      keys.length <= fewKeysMax && fits(single, powerOfTwo(keys.length))
        ? { ...build(numberEach(page, single, keys)), align: (rows) => align(rows, keys.length) }
        : undefined,
  };
}

/**
 * Numbers the rows of each key. The keys are filled up to a power of two, so that there are few different
 * texts.
 */
function numberEach(page: KeyedPage, single: KeyedPage, few: readonly Key[]): Sql {
  const { viewers } = page;
  const pages = Array.from({ length: powerOfTwo(few.length) }, (_, at) => {
    const values = few[at]?.values;
    const isKey = single.keys.map(({ field, expression, column }, index) => {
      const wanted = values?.[index] ?? null;
      return wanted === null
        ? sql`${expression} = ${value(null)}`
        : buildComparison(expression, field, column, '=', wanted);
    });
    const keyed = isKey.length > 0 ? join(isKey, ' AND ') : raw('TRUE');
    const select = selectPage(single, keyed, sql`${raw(String(at + 1))} AS i, `);
    return sql`(${viewers.length > 0 ? bindViewer(select, few[at]?.viewer) : select})`;
  });
  const each = sql`(${join(pages, ' UNION ALL ')}) AS s`;
  if (viewers.length === 0) return numberSelected(page, raw('s.i'), each);
  const columns = { keys: [], viewers };
  const from = sql`${each} STRAIGHT_JOIN ${buildKeyTable(columns)} ON ${keysTable}.i = s.i`;
  return numberSelected(page, raw('s.i'), bindKeys(from, columns, few));
}
