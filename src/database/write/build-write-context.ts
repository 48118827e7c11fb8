import type { Models } from '../../model/model.ts';
import { raw } from '../sql.ts';
import { updateRows } from './change-rows.ts';
import { createRows } from './create-rows.ts';
import { removeRows } from './remove-rows.ts';
import { updateRow } from './update-row.ts';
import type { WriteContext } from './write-context.ts';
import type { WrittenRows } from './written-rows.ts';

/** The options of `buildWriteContext`, which come from a transaction. */
export interface WriteContextOptions extends Pick<WriteContext, 'catalog' | 'inSteps' | 'query' | 'run'> {
  readonly models: Models;
  readonly written: WrittenRows;
  readonly writeMaxRows: number;
}

/** Builds the context in which a transaction writes its changes. Each change adds its own instant. */
export function buildWriteContext({
  models: { looseReferences },
  writeMaxRows,
  ...options
}: WriteContextOptions): Omit<WriteContext, 'now'> {
  let increment: bigint | undefined;
  return {
    catalog: options.catalog,
    inSteps: options.inSteps,
    query: options.query,
    run: options.run,
    isObserved: options.written.isObserved,
    note: (...noted) => options.written.note(...noted),
    noteCascades: (model, change) => options.written.noteCascades(model, change, options.catalog),
    maxRows: writeMaxRows,
    rows: { create: createRows, update: updateRow, change: updateRows, remove: removeRows },
    looseReferences: (target) => looseReferences.filter((reference) => reference.target === target),
    async readIncrement() {
      // The nodes of a cluster leave gaps for each other's numbers.
      increment ??= BigInt(
        Number((await options.query(raw('SELECT @@auto_increment_increment')))[0]?.[0] ?? 1),
      );
      return increment;
    },
  };
}
