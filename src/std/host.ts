/**
 * What code may know of the process it runs in: the environment, its id, and how to signal another. The entry
 * point passes `process`; everything else takes it as an argument, so that a test can pass another.
 */
export type Host = Pick<NodeJS.Process, 'env' | 'pid' | 'kill'>;
