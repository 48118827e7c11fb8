import { type Packet, PacketRow, RowFormat } from './packet-row.ts';

type FormatParameters = ConstructorParameters<typeof RowFormat>;

/** The part of the driver's parser of results that reads rows as arrays. */
interface Parser {
  readonly binary?: boolean;
  readonly opts: { readonly keepsPackets?: boolean };
  readonly _columns: FormatParameters[0];
  readonly _parseFunction: FormatParameters[2];
  rowFormat?: RowFormat;
  parseRowAsArray: (this: Parser, packet: Packet) => unknown;
}

/**
 * The driver's option for rows in their packets, next to `rowsAsArray`. It has no effect on statements that
 * are sent as text.
 */
export const keepsPackets = { keepsPackets: true } as const;

/** The driver's file with the parser, which the package does not export. */
const parserFile = new URL('lib/cmd/parser.js', import.meta.resolve('mariadb'));

/**
 * Makes the parser return rows in their packets where the option says so. It would decode every value as it
 * arrives, into strings that are only written to an answer. That took a quarter of the time of a list of
 * 1,000 rows.
 */
function keepPackets(parser: Parser): void {
  const { parseRowAsArray } = parser;
  parser.parseRowAsArray = function (packet) {
    if (this.binary !== true || this.opts.keepsPackets !== true) return parseRowAsArray.call(this, packet);
    const format = (this.rowFormat ??= new RowFormat(this._columns, packet, this._parseFunction, this.opts));
    return new PacketRow(format, packet);
  };
}

// As exported by the driver's file.
const { default: ResultParser } = (await import(parserFile.href)) as {
  readonly default: { readonly prototype: Parser };
};
keepPackets(ResultParser.prototype);
