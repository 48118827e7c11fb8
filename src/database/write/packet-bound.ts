import { TooComplexError } from '../../errors.ts';
import { sql, type Sql } from '../sql.ts';

/** Any server takes a statement of so many bytes; of a larger one it is asked before. */
const surelyTakenBytes = 500_000;

type Query = (statement: Sql) => Promise<readonly (readonly unknown[])[]>;

/**
 * What refuses a statement that is larger than the database's `max_allowed_packet`: it would close the connection on it,
 * which looks as if it were gone.
 */
export async function refuseLarge(
  text: string,
  parameters: readonly unknown[],
  query: Query,
): Promise<TooComplexError | undefined> {
  const bytes = measurePacket(text, parameters);
  if (bytes <= surelyTakenBytes) return undefined;
  const [[most] = []] = await query(sql`SELECT @@max_allowed_packet`);
  if (bytes <= Number(most)) return undefined;
  return new TooComplexError(
    `Expected a statement of at most ${String(most)} bytes, which is what the database takes, but it would have ${bytes}; write less at once, and ask for less where the answer is kept.`,
  );
}

/** Bytes at most; numbers and times take some each. */
function measurePacket(text: string, parameters: readonly unknown[]): number {
  let bytes = Buffer.byteLength(text) + overheadBytes;
  for (const parameter of parameters) {
    bytes += scalarBytes;
    if (typeof parameter === 'string') bytes += Buffer.byteLength(parameter);
    else if (parameter instanceof Uint8Array) bytes += parameter.length;
  }
  return bytes;
}

const overheadBytes = 64;
const scalarBytes = 16;
