/**
 * What is known of tables, by their names. Some servers fold the case of names and some tell `Post` from `post`, so the
 * name as it is written comes first, and one in another case is taken where there is no such table.
 */
export class TableMap<T> {
  readonly #exact = new Map<string, T>();
  readonly #folded = new Map<string, T>();

  get(table: string): T | undefined {
    return this.#exact.get(table) ?? this.#folded.get(table.toLowerCase());
  }

  /** What is known of exactly this table; it is built where nothing is yet. */
  open(table: string, build: () => T): T {
    const known = this.#exact.get(table);
    if (known !== undefined) return known;
    const built = build();
    this.#exact.set(table, built);
    this.#folded.set(table.toLowerCase(), built);
    return built;
  }
}
