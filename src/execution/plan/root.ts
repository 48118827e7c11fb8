import type { Run, Writing } from '../run.ts';
import type { Pending } from '../write/value-writer.ts';

/** A field of an operation: three steps from its arguments to its part of the answer. */
export interface Root<Asked = unknown, Loaded = unknown> {
  /** Reads its arguments. @throws what they are refused for. */
  read(run: Run): Asked;
  /** Makes its change, if it has one, and loads what it shows. @throws what its change is refused for. */
  load(run: Run, asked: Asked): Promise<Loaded>;
  /** Writes what was loaded. @throws NullUp where an error in it reaches the whole answer. */
  write(writing: Writing, loaded: Loaded): Pending;
}
