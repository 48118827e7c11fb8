const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What MariaDB's driver gives for the columns of the directory, with dates as text. */
export type CopyValue = string | number | null;

/** A row as a line of COPY's text format. Dates are expected as text, in UTC, which is the zone of the server. */
export function writeCopyLine(row: readonly CopyValue[]): string {
  return `${row.map(writeValue).join('\t')}\n`;
}

function writeValue(value: CopyValue): string {
  if (value === null) return '\\N';
  return String(value).replaceAll(/[\\\n\r\t]/g, (character) => escapes[character] ?? character);
}
