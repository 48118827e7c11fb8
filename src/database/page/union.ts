import type { Key, RowsShape } from '../../model/load.ts';
import { powerOfTwo } from '../../std/power-of-two.ts';
import { buildComparison } from '../expression/compare.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import type { PartialStatement } from '../statement.ts';
import type { KeyedPage } from './keyed-page.ts';
import { numberSelected } from './number-rows.ts';
import { fits } from './page-parts.ts';
import { selectPage } from './page-select.ts';
import { readNumbered } from './read-numbered.ts';

/** The number of keys beyond which a SELECT for each costs more than it saves. */
const fewKeysMax = 64;

/**
 * Reads each key's page by a SELECT of its own. Accepts few keys, whose conditions fit into one statement.
 */
export function buildUnion(page: KeyedPage): PartialStatement<RowsShape> {
  const { build, align } = readNumbered(page);
  return {
    bind: (keys) =>
      keys.length <= fewKeysMax && fits(page, powerOfTwo(keys.length))
        ? { ...build(numberEach(page, keys)), align: (rows) => align(rows, keys.length) }
        : undefined,
  };
}

/**
 * Numbers the rows of each key. The keys are filled up to a power of two, so that there are few different
 * texts.
 */
function numberEach(page: KeyedPage, few: readonly Key[]): Sql {
  const pages = Array.from({ length: powerOfTwo(few.length) }, (_, at) => {
    const values = few[at]?.values;
    const isKey = page.keys.map(({ field, expression, column }, index) => {
      const wanted = values?.[index] ?? null;
      return wanted === null
        ? sql`${expression} = ${value(null)}`
        : buildComparison(expression, field, column, '=', wanted);
    });
    return sql`(${selectPage(page, join(isKey, ' AND '), sql`${raw(String(at + 1))} AS i, `)})`;
  });
  return numberSelected(page, raw('s.i'), sql`(${join(pages, ' UNION ALL ')}) AS s`);
}
