/** The driver's reader of a packet, and what it reads. */
export interface Packet {
  readonly buf: Buffer;
  readonly pos: number;
  readonly end: number;
  readonly encoding: string | undefined;
  update(bytes: Buffer, position: number, end: number): this;
}

/** The driver's reader of a value. `nulls` is the bitmap of the row's NULLs, with a bit for each index. */
type ReadValue = (
  packet: Packet,
  options: object,
  fail: unknown,
  nulls: Uint8Array,
  index: number,
) => unknown;

/** The driver's description of a column. */
interface DriverColumn {
  readonly columnType: number;
  readonly collation: { readonly index: number };
  isSet(): boolean;
  signed(): boolean;
}

/**
 * A form in which values are stored: a signed integer of four bytes, another fixed width, UTF-8, an instant,
 * or other bytes.
 */
export type StoredForm = 'int' | 'fixed' | 'text' | 'instant' | 'bytes';

/** The types of fixed width, with their bytes. Values of all others begin with their length. */
const widths: ReadonlyMap<number, number> = new Map([
  [1, 1], // TINYINT
  [2, 2], // SMALLINT
  [13, 2], // YEAR
  [3, 4], // INT
  [9, 4], // MEDIUMINT
  [4, 4], // FLOAT
  [5, 8], // DOUBLE
  [8, 8], // BIGINT
]);
const intType = 3;
const decimals: ReadonlySet<number> = new Set([0, 246]);
const instants: ReadonlySet<number> = new Set([7, 12]); // TIMESTAMP, DATETIME
/** VARCHAR, ENUM, all BLOBs and TEXTs, VAR_STRING and STRING. */
const strings: ReadonlySet<number> = new Set([15, 247, 249, 250, 251, 252, 253, 254]);
/** The collation of columns that hold bytes instead of characters. */
const binary = 63;

/** A bitmap without NULLs. The driver's readers get no NULL to read. */
const noNulls = new Uint8Array(1);

/** The format of the rows of a statement in the binary protocol, and the reader of their values. */
export class RowFormat {
  /** The form of each column. */
  readonly forms: readonly StoredForm[];
  readonly #widths: Uint8Array;
  readonly #readers: readonly ReadValue[];
  readonly #options: object;
  readonly #packet: Packet;
  /** The beginnings of the first values of the last row. The others are located when they are needed. */
  readonly #starts: Int32Array;
  #row: PacketRow | undefined;
  #located = 0;
  #next = 0;

  /** @param readers The driver's readers of the columns, which need its options. */
  constructor(
    columns: readonly DriverColumn[],
    packet: Packet,
    readers: readonly ReadValue[],
    options: object,
  ) {
    this.forms = columns.map((column) => findForm(column, packet.encoding === undefined));
    this.#widths = Uint8Array.from(columns, ({ columnType }) => widths.get(columnType) ?? 0);
    this.#starts = new Int32Array(columns.length);
    this.#readers = readers;
    this.#options = options;
    // The connection's own packet changes with every packet that arrives.
    const Reader = packet.constructor as new (encoding: string | undefined) => Packet; // a packet's class
    this.#packet = new Reader(packet.encoding);
  }

  /**
   * Finds where a value of a row begins. Returns -1 if it is NULL, or if there is no such column.
   * @throws RangeError if it exceeds its packet.
   */
  locate(row: PacketRow, position: number): number {
    const starts = this.#starts;
    const { bytes } = row;
    const nulls = row.start + 1; // after the type of the packet
    if (row !== this.#row) {
      this.#row = row;
      this.#located = 0;
      this.#next = nulls + ((starts.length + 9) >> 3);
    }
    for (let index = this.#located; index <= position && index < starts.length; index++) {
      const bit = index + 2;
      const start = this.#next;
      if (((bytes[nulls + (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0) starts[index] = -1;
      else {
        const width = this.#widths[index] ?? 0;
        const end = width > 0 ? start + width : skipLength(bytes, start) + readLength(bytes, start);
        if (end > row.end) throw new RangeError('Expected the values of a row within its packet.');
        starts[index] = start;
        this.#next = end;
      }
      this.#located = index + 1;
    }
    return starts[position] ?? -1;
  }

  /** Decodes a value as the driver would. */
  read(row: PacketRow, position: number): unknown {
    const start = this.locate(row, position);
    if (start < 0) return null;
    const { bytes } = row;
    if (this.forms[position] === 'int') return readInt(bytes, start);
    const packet = this.#packet.update(bytes, start, bytes.length);
    return this.#readers[position]?.(packet, this.#options, undefined, noNulls, 0);
  }
}

/** A row in the packet that the database has sent. Its values are decoded when they are read. */
export class PacketRow {
  readonly format: RowFormat;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;

  constructor(format: RowFormat, { buf, pos, end }: Packet) {
    this.format = format;
    this.bytes = buf;
    this.start = pos;
    this.end = end;
  }
}

/** A row as the driver returns it: in its packet, or as an array of decoded values. */
export type StoredRow = PacketRow | readonly unknown[];

/** Reads a value of a row by its position. */
export function readStored(row: StoredRow, position: number): unknown {
  return row instanceof PacketRow ? row.format.read(row, position) : row[position];
}

/** Reads a signed integer of four bytes, as nearly all keys are. The driver's reader takes longer. */
function readInt(bytes: Buffer, start: number): number {
  return (
    (bytes[start] ?? 0) |
    ((bytes[start + 1] ?? 0) << 8) |
    ((bytes[start + 2] ?? 0) << 16) |
    ((bytes[start + 3] ?? 0) << 24)
  );
}

/** Reads the length of a value, which precedes it. */
export function readLength(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  if (first < 0xfc) return first;
  return bytes.readUIntLE(start + 1, first === 0xfc ? 2 : first === 0xfd ? 3 : 6);
}

/** Returns where a value begins after its length. */
export function skipLength(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  if (first < 0xfc) return start + 1;
  return start + (first === 0xfc ? 3 : first === 0xfd ? 4 : 9);
}

function findForm(column: DriverColumn, isUtf8: boolean): StoredForm {
  const { columnType, collation } = column;
  if (columnType === intType && column.signed()) return 'int';
  if (widths.has(columnType)) return 'fixed';
  if (instants.has(columnType)) return 'instant';
  if (decimals.has(columnType)) return 'text';
  const isText = strings.has(columnType) && collation.index !== binary && !column.isSet();
  return isText && isUtf8 ? 'text' : 'bytes';
}
