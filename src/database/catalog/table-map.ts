/**
 * A map by names of tables. Some servers ignore the case of names, and others distinguish `Post` from
 * `post`. So the exact name takes precedence over one in another case.
 */
export class TableMap<T> {
  readonly #exact = new Map<string, T>();
  readonly #folded = new Map<string, T>();

  get(table: string): T | undefined {
    return this.#exact.get(table) ?? this.#folded.get(table.toLowerCase());
  }

  /** Returns the value of exactly this table, and builds it if there is none yet. */
  open(table: string, build: () => T): T {
    const known = this.#exact.get(table);
    if (known !== undefined) return known;
    const built = build();
    this.#exact.set(table, built);
    this.#folded.set(table.toLowerCase(), built);
    return built;
  }
}
