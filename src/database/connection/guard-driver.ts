/** The guarded part of the driver's reader of a socket. */
interface PacketReader {
  readonly info: { readonly fatalError: (error: Error, isReported: boolean) => void };
  onData: (this: PacketReader, chunk: Buffer) => void;
}

/** An error for data that is no valid answer. The connection counts as lost. */
class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
  readonly code = 'EPROTO';
  readonly fatal = true;
  constructor(cause: unknown) {
    super('the database has sent what the driver cannot read', { cause });
  }
}

/**
 * The driver's file with the reader. The package does not export it, and no driver option covers the
 * handshake, TLS and the pool alike.
 */
const readerFile = new URL('lib/io/packet-input-stream.js', import.meta.resolve('mariadb'));

/**
 * Makes an unreadable answer end its connection and the commands that wait on it. The driver reads in a
 * listener of the socket, where a RangeError or TypeError for a corrupted packet would end the process.
 */
function guard(reader: PacketReader): void {
  const { onData } = reader;
  reader.onData = function (chunk) {
    try {
      onData.call(this, chunk);
    } catch (error) {
      this.info.fatalError(new UnreadableAnswerError(error), true);
    }
  };
}

// As exported by the driver's file.
const { default: Reader } = (await import(readerFile.href)) as {
  readonly default: { readonly prototype: PacketReader };
};
guard(Reader.prototype);
