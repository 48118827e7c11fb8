import { TooComplexError } from '../../errors.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
/**
 * Builds the error of a statement that exceeds `max_allowed_packet`, or returns undefined. The database
 * would close the connection without giving a reason.
 */
export function refuseLarge(
  text: string,
  parameters: readonly unknown[],
  { packetMaxBytes }: Catalog,
): TooComplexError | undefined {
  const bytes = measurePacket(text, parameters);
  if (bytes <= packetMaxBytes) return undefined;
  return new TooComplexError(
    `Expected a statement of at most ${packetMaxBytes} bytes, which is the limit of the database, but it has ${bytes}; write less at once, or select less if the answer is kept.`,
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
