/** The driver's reader of what a socket receives, as far as it is guarded. */
interface PacketReader {
  readonly info: { readonly fatalError: (error: Error, isReported: boolean) => void };
  onData: (this: PacketReader, chunk: Buffer) => void;
}

/** An answer that is no answer: it counts as a lost connection. */
class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
  readonly code = 'EPROTO';
  readonly fatal = true;
  constructor(cause: unknown) {
    super('the database has sent what the driver cannot read', { cause });
  }
}

/**
 * The file of the driver that is guarded. The package exports no way to it, and no option of the driver reaches the
 * handshake, TLS and the pool alike.
 */
const readerFile = new URL('lib/io/packet-input-stream.js', import.meta.resolve('mariadb'));

/**
 * Has an answer that the driver cannot read end its connection, and the commands that wait for it. The driver itself reads
 * in a listener of the socket, where a RangeError or TypeError for a corrupted packet would end the process.
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

// as the driver's file exports it
const { default: Reader } = (await import(readerFile.href)) as {
  readonly default: { readonly prototype: PacketReader };
};
guard(Reader.prototype);
