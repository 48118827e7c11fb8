import type { Columns } from '../../model/columns.ts';
import type { RowsShape } from '../../model/load.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { modelAlias, type PageMethod, type PartialStatement, type Statement } from '../statement.ts';
import { choosePageMethods } from './choose-page-methods.ts';
import { findPageIndex } from './find-page-index.ts';
import { buildIndexRange } from './index-range.ts';
import type { KeyedPage } from './keyed-page.ts';
import { buildLateral } from './lateral.ts';
import { buildNumberedRange } from './numbered-range.ts';
import { buildPageParts } from './page-parts.ts';
import { buildSingleKey } from './single-key.ts';
import { buildSortedRange } from './sorted-range.ts';
import { buildUnion } from './union.ts';
import { buildWindow } from './window.ts';

const builders: Readonly<Record<PageMethod, (page: KeyedPage) => PartialStatement<RowsShape>>> = {
  'single-key': buildSingleKey,
  union: buildUnion,
  lateral: buildLateral,
  'index-range': buildIndexRange,
  'sorted-range': buildSortedRange,
  'numbered-range': buildNumberedRange,
  window: buildWindow,
};

/** Compiles a page per key. The first chosen method that accepts the keys of a batch reads it. */
export function buildPagesStatement(
  shape: RowsShape,
  shown: Columns,
  catalog: Catalog,
): Statement<RowsShape> {
  const parts = buildPageParts(shape, catalog, modelAlias);
  const page: KeyedPage = { ...parts, shown, index: findPageIndex(parts) };
  const statements = choosePageMethods(shape, catalog).map((method) => ({
    method,
    statement: builders[method](page),
  }));
  return {
    bind(keys) {
      for (const { method, statement } of statements) {
        const bound = statement.bind(keys);
        if (bound) return { ...bound, method };
      }
      throw new Error(`Expected a method that reads ${keys.length} keys.`);
    },
  };
}
