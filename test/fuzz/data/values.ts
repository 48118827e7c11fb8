import type { Random } from '../../../prisma/seed/random.ts';
import type { FuzzField } from '../schema/description.ts';

/** A value as the API writes it, before ids become texts; JSON as its text. */
export type Value = string | number | boolean;

/** Texts that have tripped databases, drivers and caches; several are equal to some collation. */
const texts = [
  'Ada', 'ADA', 'ada', 'ada ', 'Ädä', 'Zoé', 'zoe', '100%', '100', 'a_b', 'axb', 'b\\s', "O'Neil", '"q"', '`t`', '😀', '🎉x',
  '!%_', '?', '', ' ', ' x', 'l\nb', 'ﬁle', 'straße', 'STRASSE', 'null', '0', '00', '1e1', 'ÿ', 'Ｗ', 'tab\t', '\\', '%', '_',
]; // prettier-ignore

const instants = [
  '2021-03-28T01:30:00.000000', '2021-03-28T01:30:00.001000', '2021-03-28T01:30:00.000001', '2021-10-31T02:30:00.999999',
  '1999-12-31T23:59:59.999999', '1970-01-01T00:00:01.000000', '2038-01-19T03:14:07.000000', '2024-02-29T12:00:00.123456',
]; // prettier-ignore

const farInstants = [...instants, '1000-01-01T00:00:00.000000', '9999-12-31T23:59:59.999999'];
const dates = ['2021-03-28', '2024-02-29', '1000-01-01', '9999-12-31', '1970-01-01', '1999-12-31'];
const times = ['00:00:00.000000', '23:59:59.999999', '13:45:00.500000', '13:45:00.000001', '01:02:03.004005'];
const floats = [0, 0.5, -1.25, 3, 0.1, 1e6, 1 / 3, -7e-7, 123_456.789, 2, 1];
const bytes = ['', '00', '00ff', 'deadbeef', '27223b', 'ffffffff', '61', '6120', '41'];
const documents = [
  'null', 'true', '0', '-1.5', '"text"', '[]', '{}', '[1, "two", null, {"three": [3]}]', '{"a": {"b": "😀"}, "ü": "\\"q\\""}',
  '{"\\u00fc":"\\u0022q\\"", "a" : {"b":"\\ud83d\\ude00"}}', '[1.0, "tw\\u006f", null, {"three":[3.00]}]', '"t\\/ext"', '"t/ext"', '-15e-1',
  '{"a": [{"b": 1, "c": [2.5]}, {"c": [], "b": 1.0}], "b": null}', '{"b": null, "a": [{"c": [25e-1], "b": 1}, {"b": 1, "c": []}]}',
]; // prettier-ignore

/** Draws a value that fits the field; of few, so that rows tie, or of many where they must differ. */
export function drawValue(random: Random, field: FuzzField, distinct: boolean): Value {
  const { of, enumeration } = field;
  const digits = (text: string): string => cutFraction(text, of.size);
  switch (of.type) {
    case 'String':
      return drawText(random, field, distinct);
    case 'Int':
    case 'UnsignedInt':
      return Number(drawInteger(random, of.range, distinct));
    case 'BigInt':
      return drawInteger(random, of.range, distinct);
    case 'Decimal':
      return drawDecimal(random, of.range ?? ['0', '0'], of.size);
    case 'Float': {
      const float = floats[random.below(floats.length)] ?? 0;
      return of.size === 1 ? Math.fround(float) : float;
    }
    case 'Boolean':
      return random.below(2) === 0;
    case 'DateTime': {
      if (distinct)
        return `2020-01-01T00:00:${String(random.below(60)).padStart(2, '0')}${digits('.000000')}Z`;
      const known = of.sql.startsWith('TIMESTAMP') ? instants : farInstants;
      return `${digits(known[random.below(known.length)] ?? '')}Z`;
    }
    case 'Date':
      return distinct
        ? `2020-02-${String(1 + random.below(29)).padStart(2, '0')}`
        : (dates[random.below(dates.length)] ?? '');
    case 'Time':
      return distinct
        ? digits(`01:00:${String(random.below(60)).padStart(2, '0')}.000000`)
        : digits(times[random.below(times.length)] ?? '');
    case 'JSON':
      return documents[random.below(documents.length)] ?? 'null';
    case 'Bytes':
      return drawBytes(random, field, distinct);
    case 'Enum':
      return enumeration?.values[random.below(enumeration.values.length)]?.name ?? '';
  }
}

/** Another spelling that the field's collation may hold equal; the same where there is none that fits. */
export function varyText(random: Random, field: FuzzField, text: string): string {
  const varied = [
    text.toUpperCase(),
    text.toLowerCase(),
    `${text} `,
    `${text}  `,
    text.trimEnd(),
    text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  ][random.below(6)];
  return varied !== undefined && fits(field, varied) ? varied : text;
}

/** Whether the field's column can hold the text. */
export function fits(field: FuzzField, text: string): boolean {
  return Array.from(text).length <= field.of.size && isRepresentable(field, text);
}

/** What latin1 has beyond ASCII: to MySQL it is what Windows calls 1252. */
const latin1 = /^[\0-\x7f\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/;

/** Whether the field's character set has all of the text's characters. */
export function isRepresentable({ of }: FuzzField, text: string): boolean {
  return !of.characterSet?.startsWith('latin1') || latin1.test(text);
}

function drawText(random: Random, field: FuzzField, distinct: boolean): string {
  const { size } = field.of;
  if (!distinct && random.below(20) === 0) return 'Ab'.repeat(size).slice(0, size);
  const drawn = texts[random.below(texts.length)] ?? '';
  const numbered = distinct ? `${random.below(40)}${drawn}` : drawn;
  const cut = Array.from(numbered).slice(0, size).join('');
  return fits(field, cut) ? cut : cut.replaceAll(/[^\0-\x7f\xa0-\xff]/g, 'o');
}

function drawInteger(random: Random, range: FuzzField['of']['range'], distinct: boolean): string {
  const [least, most] = [BigInt(range?.[0] ?? 0), BigInt(range?.[1] ?? 0)];
  if (random.below(10) === 0) return String(random.below(2) === 0 ? least : most);
  if (random.below(20) === 0) return String(random.below(2) === 0 ? least + 1n : most - 1n);
  const small = BigInt(distinct ? random.below(60) : random.skewedBelow(6));
  return String(least > 0n ? least + small : small);
}

/** Few of few digits, and some that only their last digit tells apart, where a double has long forgotten it. */
function drawDecimal(random: Random, [least, most]: readonly [string, string], scale: number): string {
  if (random.below(12) === 0) return random.below(2) === 0 ? least : most;
  const wholeDigits = most.startsWith('0.') ? 0 : (most.split('.')[0]?.length ?? 0);
  const isLong = random.below(3) === 0;
  const digits = isLong
    ? `${'1234567890'.repeat(7).slice(0, wholeDigits + scale - 1)}${random.below(3)}`
    : '';
  const whole = wholeDigits === 0 ? '0' : isLong ? digits.slice(0, wholeDigits) : String(random.below(4));
  const fraction = isLong ? digits.slice(wholeDigits) : random.pick(['5', '0', '25']);
  const sign = random.below(5) === 0 ? '-' : '';
  const text = scale === 0 ? whole : `${whole}.${fraction.slice(0, scale).padEnd(scale, '0')}`;
  return /^[0.]*$/.test(text) ? text : sign + text;
}

function drawBytes(random: Random, { of }: FuzzField, distinct: boolean): string {
  const drawn = Buffer.from(bytes[random.below(bytes.length)] ?? '', 'hex');
  const all = distinct ? Buffer.from([random.below(60), ...drawn]) : drawn;
  const isFixed = of.sql.startsWith('BINARY');
  const held = isFixed ? Buffer.concat([all, Buffer.alloc(of.size)]) : all;
  return held.subarray(0, of.size).toString('base64');
}

function cutFraction(text: string, digits: number): string {
  const [whole = '', fraction = ''] = text.split('.');
  return digits === 0 ? whole : `${whole}.${fraction.slice(0, digits).padEnd(digits, '0')}`;
}
