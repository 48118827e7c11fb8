/** A request whose cost must follow from its answer, and the most that it may cost. */
export interface Probe {
  readonly name: string;
  /** A query, or the root field `probe` of a mutation, which is rolled back afterwards. */
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The bound in milliseconds of the database. Undefined if the cost grows with the table. */
  readonly goalMs: number | undefined;
  /** The reason for a cost that grows with the table, and what helps. */
  readonly because?: string;
  /** True for a mutation. */
  readonly isWrite: boolean;
}

/** The bound of a probe that answers 20 rows. */
const goalMs = 10;

/** Builds a probe that reads. */
export function reads(name: string, document: string, variables?: Probe['variables']): Probe {
  return { name, document, goalMs, isWrite: false, ...(variables && { variables }) };
}

/** Builds a probe whose cost grows with the table, for a reason. */
export function grows(name: string, document: string, because: string): Probe {
  return { name, document, goalMs: undefined, because, isWrite: false };
}

/** Builds a probe of a write by a filter. Its root field must be called `probe`. */
export function writes(name: string, field: string, because?: string): Probe {
  return {
    name,
    document: field,
    goalMs: because === undefined ? goalMs : undefined,
    isWrite: true,
    ...(because !== undefined && { because }),
  };
}
