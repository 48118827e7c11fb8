import type { Run, Writing } from '../run.ts';
import type { Pending } from '../write/value-writer.ts';

/** A root field of an operation, in three steps from its arguments to its part of the answer. */
export interface Root<Asked = unknown, Loaded = unknown> {
  /** Reads its arguments, large ones in steps. @throws The error that refuses them. */
  read(run: Run): Asked | Promise<Asked>;
  /** Makes its change, if it has one, and loads what it shows. @throws The error that refuses the change. */
  load(run: Run, asked: Asked): Promise<Loaded>;
  /** Writes its answer. @throws NullUp If an error makes the whole answer null. */
  write(writing: Writing, loaded: Loaded): Pending;
}
