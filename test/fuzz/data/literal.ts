import type { FuzzField } from '../schema/description.ts';
import type { Value } from './values.ts';

/** Writes a value as a literal of SQL: the gateway sends parameters, so neither can be wrong in the other's way. */
export function writeLiteral({ of, enumeration }: FuzzField, value: Value): string {
  const text = String(value);
  switch (of.type) {
    case 'Int':
    case 'UnsignedInt':
    case 'BigInt':
    case 'Decimal':
      return text;
    case 'Float':
      return Number(value).toExponential();
    case 'Boolean':
      return value === true ? '1' : '0';
    case 'DateTime':
      return `TIMESTAMP'${text.replace('T', ' ').replace('Z', '')}'`;
    case 'Date':
      return `DATE'${text}'`;
    case 'Time':
      return `TIME'${text}'`;
    case 'Bytes':
      return `X'${Buffer.from(text, 'base64').toString('hex')}'`;
    case 'Enum':
      return writeText(enumeration?.values.find(({ name }) => name === value)?.stored ?? text);
    case 'String':
    case 'JSON':
      return writeText(text);
  }
}

/** Writes a text, whatever is in it. */
export function writeText(text: string): string {
  return `_utf8mb4 X'${Buffer.from(text).toString('hex')}'`;
}
