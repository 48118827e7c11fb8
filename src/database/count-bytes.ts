import type { TypeCastFunction } from 'mariadb';

/** What a value other than text or bytes counts. */
const plainBytes = 8;

/**
 * Builds what the driver asks for each value of a statement: it passes values on until they hold more than `maxBytes`,
 * then calls `onExceed` and leaves the rest unread. The driver keeps all rows of a statement until its end, and has no
 * other door through which they can be bounded while they come. Text counts a byte a character.
 */
export function buildByteCounter(maxBytes: number, onExceed: () => void): TypeCastFunction {
  let bytes = 0;
  return (_column, read) => {
    if (bytes > maxBytes) return null;
    const value = read();
    bytes += typeof value === 'string' || Buffer.isBuffer(value) ? value.length : plainBytes;
    if (bytes > maxBytes) onExceed();
    return value;
  };
}
