import type { ChangeEvent } from '../../events.ts';
import type { Model } from '../../model/model.ts';
import { isPresent } from './find-rows.ts';
import type { KnownRow } from './write-context.ts';

/** Which rows a transaction has written, where somebody listens. */
export class WrittenRows {
  readonly #events = new Map<string, ChangeEvent>();
  readonly #isObserved: boolean;

  constructor(isObserved: boolean) {
    this.#isObserved = isObserved;
  }

  /** Notes what was done to a row, once for each thing. */
  note({ name, key }: Model, operation: ChangeEvent['operation'], row: KnownRow): void {
    if (!this.#isObserved) return;
    const event = { model: name, operation, key: key.map((field) => row.get(field)).filter(isPresent) };
    this.#events.set(JSON.stringify(event), event);
  }

  /** What is to be told of them. */
  events(): readonly ChangeEvent[] {
    return [...this.#events.values()];
  }
}
