/**
 * The open batches, by the ids of their shapes. A closed batch leaves an empty slot, and empty slots are
 * cleared together. Deleting each from the Map would rebuild it again and again. A backing store that the
 * Map has outgrown keeps a pointer to the next one, and so retains it until the next full garbage
 * collection.
 */
export class OpenBatches<Batch> {
  #slots = new Map<string, { batch: Batch | undefined }>();
  #clearedAt = emptySlotsMax;

  /** Returns the open batch of a shape. */
  get(id: string): Batch | undefined {
    return this.#slots.get(id)?.batch;
  }

  /** Sets the open batch of a shape, or none. */
  set(id: string, batch: Batch | undefined): void {
    const slot = this.#slots.get(id);
    if (batch === undefined && id.length > keptIdCharacters) this.#slots.delete(id);
    else if (slot) slot.batch = batch;
    else this.#slots.set(id, { batch });
    if (this.#slots.size > this.#clearedAt) this.#clear();
  }

  #clear(): void {
    this.#slots = new Map([...this.#slots].filter(([, { batch }]) => batch !== undefined));
    this.#clearedAt = 2 * this.#slots.size + emptySlotsMax;
  }
}

/** Bounds of the empty slots: how many are kept besides the open batches, and how long their ids may be. */
const emptySlotsMax = 1_000;
const keptIdCharacters = 1_000;
