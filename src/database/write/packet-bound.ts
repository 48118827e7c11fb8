import { TooComplexError } from '../../errors.ts';
import { sql, type Sql } from '../sql.ts';

/** The size in bytes that any server accepts. The limit is only read for a larger statement. */
const surelyTakenBytes = 500_000;

type Query = (statement: Sql) => Promise<readonly (readonly unknown[])[]>;

/**
 * Builds the error of a statement that exceeds `max_allowed_packet`, or returns undefined. The database
 * would close the connection without giving a reason.
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
    `Expected a statement of at most ${String(most)} bytes, which is the limit of the database, but it has ${bytes}; write less at once, or select less if the answer is kept.`,
  );
}

/** Estimates the bytes of a statement from above. Numbers and dates take a few bytes each. */
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
