import type { ChangeEvent } from '../../events.ts';
import type { Model } from '../../model/model.ts';
import { keyValues, type KnownRow } from './known-row.ts';

/** The rows that a transaction has written, if there are subscribers. */
export class WrittenRows {
  readonly #events = new Map<string, ChangeEvent>();
  readonly #isObserved: boolean;

  constructor(isObserved: boolean) {
    this.#isObserved = isObserved;
  }

  /** Notes a change of a row. Equal changes count once. */
  note(model: Model, operation: ChangeEvent['operation'], row: KnownRow): void {
    if (!this.#isObserved) return;
    const event = { model: model.name, operation, key: keyValues(model, row) };
    this.#events.set(JSON.stringify(event), event);
  }

  /** Lists the changes to publish. */
  events(): readonly ChangeEvent[] {
    return [...this.#events.values()];
  }
}
