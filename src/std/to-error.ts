/** Returns a thrown value, as the cause of an error if it is none. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('Expected an error to be thrown.', { cause: thrown });
}
