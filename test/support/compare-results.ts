/** An error of a result, as far as results are compared. */
export interface ComparedError {
  readonly message: string;
  readonly path: readonly (string | number)[] | undefined;
}

/** A result as JSON would have it. */
export interface ComparedResult {
  readonly data: string | undefined;
  readonly errors: readonly ComparedError[];
}

/**
 * Tells how two results of one document differ. Their data must be equal to the byte. The same errors must be in both;
 * but where an error has made a position null, how many others were met below it depends on the order of execution.
 */
export function findResultDifference(ours: ComparedResult, theirs: ComparedResult): string | undefined {
  if (ours.data !== theirs.data) return `data ${String(ours.data)} is not ${String(theirs.data)}`;
  const nulls = findNulls(ours.data === undefined ? undefined : JSON.parse(ours.data), []);
  const explain = (error: ComparedError, others: readonly ComparedError[]): boolean => {
    if (others.some((other) => isSame(error, other))) return true;
    const { path } = error;
    if (path === undefined) return false;
    return nulls.some(
      (at) => isBelow(path, at) && others.some((other) => other.path && isBelow(other.path, at)),
    );
  };
  const added = ours.errors.find((error) => !explain(error, theirs.errors));
  if (added) return `the error ${JSON.stringify(added)} is not among ${JSON.stringify(theirs.errors)}`;
  const missing = theirs.errors.find((error) => !explain(error, ours.errors));
  return missing && `the error ${JSON.stringify(missing)} is missing among ${JSON.stringify(ours.errors)}`;
}

function isBelow(path: readonly (string | number)[], at: readonly (string | number)[]): boolean {
  return at.every((step, index) => path[index] === step);
}

function isSame(one: ComparedError, other: ComparedError): boolean {
  return one.message === other.message && JSON.stringify(one.path) === JSON.stringify(other.path);
}

/** The paths of all nulls; all of a result without data is one. */
function findNulls(
  value: unknown,
  path: readonly (string | number)[],
): readonly (readonly (string | number)[])[] {
  if (value === null || value === undefined) return [path];
  if (typeof value !== 'object') return [];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => findNulls(inner, [...path, key]));
}
