import type { Random } from '../../../prisma/seed/random.ts';
import { EnumName, type Input } from '../../support/document.ts';
import { drawValue, type Value, varyText } from '../data/values.ts';
import type { FuzzField } from '../schema/description.ts';

/** A value of the field as a document writes it: often one that some row has, or another spelling of it. */
export function generateOperand(random: Random, field: FuzzField): Input {
  if (!field.isId && random.below(10) === 0) return generateMisfit(random, field);
  const drawn = drawValue(random, field, random.below(3) > 0);
  const value = typeof drawn === 'string' && field.of.type === 'String' ? vary(random, field, drawn) : drawn;
  return writeOperand(random, field, value);
}

/** A value of the field's type in the API that its column cannot hold: out of range, or of too many digits. */
function generateMisfit(random: Random, field: FuzzField): Input {
  const { of } = field;
  const drawn = drawValue(random, field, false);
  switch (of.type) {
    case 'Int':
      return random.pick([300, -300, 40_000, -40_000, 2 ** 31 - 1, -(2 ** 31), 9_000_000]);
    case 'BigInt':
      return random.pick(['18446744073709551615', '-9223372036854775808', '9223372036854775808', '-1']);
    case 'Decimal':
      return of.size >= 30 ? drawn : `${drawn}${of.size === 0 ? '.5' : '5'}`;
    case 'Float':
      return random.pick([0.1, 1e300, -1e300, 0.100_000_001_490_116_12, 16_777_217]);
    case 'DateTime':
      return addDigits(String(drawn).replace('Z', ''), of.size) + 'Z';
    case 'Time':
      return addDigits(String(drawn), of.size);
    case 'Bytes':
      return random.pick(['', 'AA==', Buffer.alloc(of.size + 1).toString('base64')]);
    case 'UnsignedInt':
    case 'String':
    case 'Boolean':
    case 'Date':
    case 'JSON':
    case 'Enum':
      return writeOperand(random, field, drawn);
  }
}

/** A moment later, by less than the column can tell. */
function addDigits(text: string, digits: number): string {
  if (digits === 0) return `${text}.5`;
  return digits < 6 ? `${text}5` : text;
}

function vary(random: Random, field: FuzzField, text: string): string {
  switch (random.below(8)) {
    case 0:
      return varyText(random, field, text);
    case 1:
      return `${text} `;
    case 2:
      return text.toUpperCase();
    case 3:
      return `${text}${'x'.repeat(field.of.size)}`;
    default:
      return text;
  }
}

function writeOperand(random: Random, { of, isId }: FuzzField, value: Value): Input {
  if (isId) return String(value);
  switch (of.type) {
    case 'Enum':
      return new EnumName(String(value));
    case 'Decimal':
      return random.below(3) === 0 && of.size < 30 ? `${value}${of.size === 0 ? '.0' : '0'}` : value;
    case 'DateTime':
      return random.below(4) === 0 ? shift(String(value)) : value;
    case 'Time':
    case 'Date':
    case 'String':
    case 'Int':
    case 'UnsignedInt':
    case 'BigInt':
    case 'Float':
    case 'Boolean':
    case 'JSON':
    case 'Bytes':
      return value;
  }
}

/** The same instant as a clock an hour ahead tells it. */
function shift(text: string): string {
  const fraction = /\.\d+/.exec(text)?.[0] ?? '';
  const ahead = new Date(Date.parse(text.replace(fraction, '')) + 3_600_000).toISOString();
  return ahead.startsWith('+') ? text : `${ahead.slice(0, 19)}${fraction}+01:00`;
}
