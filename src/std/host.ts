/**
 * The parts of `process` that code may use. The entry point passes `process`. All other code takes it as
 * an argument, so that a test can pass another.
 */
export type Host = Pick<NodeJS.Process, 'env' | 'pid' | 'kill'>;
