import type { ChangeEvent } from '../../events.ts';
import type { Model, Models } from '../../model/model.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { findCascades, type TableChange } from './find-cascades.ts';
import { keyValues, type KnownRow } from './known-row.ts';

/** The rows that a transaction has written, if there are subscribers. */
export class WrittenRows {
  readonly #events = new Map<string, ChangeEvent>();
  /** True if there are subscribers. */
  readonly isObserved: boolean;
  readonly #models: Models;

  constructor(isObserved: boolean, models: Models) {
    this.isObserved = isObserved;
    this.#models = models;
  }

  /** Notes a change of a row. Equal changes count once. */
  note(model: Model, operation: ChangeEvent['operation'], row: KnownRow): void {
    if (!this.isObserved) return;
    const event = { model: model.name, operation, key: keyValues(model, row) };
    this.#events.set(JSON.stringify(event), event);
  }

  /**
   * Notes the models whose rows the database changes by itself, because they refer to rows of this model.
   * The keys of those rows are not read.
   */
  noteCascades(model: Model, change: Omit<TableChange, 'table'>, catalog: Catalog): void {
    if (!this.isObserved) return;
    for (const { table, operation } of findCascades(catalog, { ...change, table: model.table })) {
      for (const referring of this.#models.all) {
        if (referring.table.toLowerCase() !== table.toLowerCase()) continue;
        const event = { model: referring.name, operation, key: undefined };
        this.#events.set(JSON.stringify(event), event);
      }
    }
  }

  /** Lists the changes to publish. */
  events(): readonly ChangeEvent[] {
    return [...this.#events.values()];
  }
}
