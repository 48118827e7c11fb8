import type { Random } from '../../../prisma/seed/random.ts';
import type { ApiType, ColumnType } from './description.ts';

/** Stands for a collation that only one of the servers knows: its newest, in which spaces at the end count. */
export const serversOwn = 'servers_own';

/** Character sets and collations that both servers know. */
const characterSets = [
  'utf8mb4 COLLATE utf8mb4_bin',
  'utf8mb4 COLLATE utf8mb4_unicode_ci',
  'utf8mb4 COLLATE utf8mb4_unicode_ci',
  'utf8mb4 COLLATE utf8mb4_general_ci',
  'latin1 COLLATE latin1_swedish_ci',
  `utf8mb4 COLLATE ${serversOwn}`,
] as const;

/** Draws the type of a column; of a key where it is to be `keyable`. */
export function drawColumnType(random: Random, keyable: boolean): ColumnType {
  for (;;) {
    const drawn = random.pick(drawers)(random);
    if (!keyable || drawn.keyable) return drawn;
  }
}

/** Draws the type of a key of one column, such as a primary key. */
export function drawIdType(random: Random): ColumnType {
  return random.pick(idDrawers)(random);
}

const integers = {
  TinyInt: ['TINYINT', -128, 127],
  UnsignedTinyInt: ['TINYINT UNSIGNED', 0, 255],
  SmallInt: ['SMALLINT', -32_768, 32_767],
  UnsignedSmallInt: ['SMALLINT UNSIGNED', 0, 65_535],
  MediumInt: ['MEDIUMINT', -8_388_608, 8_388_607],
  UnsignedMediumInt: ['MEDIUMINT UNSIGNED', 0, 16_777_215],
  Year: ['YEAR', 1901, 2155],
} as const;

type Drawer = (random: Random) => ColumnType;

const drawInt: Drawer = () => integer('Int', undefined, 'INT', [`${-(2 ** 31)}`, `${2 ** 31 - 1}`]);
const drawUnsignedInt: Drawer = () =>
  integer('UnsignedInt', '@db.UnsignedInt', 'INT UNSIGNED', ['0', `${2 ** 32 - 1}`]);
const drawBigInt: Drawer = () =>
  integer('BigInt', undefined, 'BIGINT', ['-9223372036854775808', '9223372036854775807']);
const drawUnsignedBigInt: Drawer = () =>
  integer('BigInt', '@db.UnsignedBigInt', 'BIGINT UNSIGNED', ['0', '18446744073709551615']);
const drawSmallInteger: Drawer = (random) => {
  const names = ['TinyInt', 'UnsignedTinyInt', 'SmallInt', 'UnsignedSmallInt', 'MediumInt', 'Year'] as const;
  const name = random.pick(names);
  const [sql, least, most] = integers[name];
  return integer('Int', `@db.${name}`, sql, [String(least), String(most)]);
};
const drawVarChar: Drawer = (random) => text(random, 'VarChar', 'VARCHAR', 4 + random.below(30));
const drawChar: Drawer = (random) => text(random, 'Char', 'CHAR', 4 + random.below(10));
const drawLongText: Drawer = (random) => {
  const name = random.pick(['TinyText', 'Text', 'MediumText', 'LongText']);
  return { ...text(random, name, name.toUpperCase(), 0), keyable: false, size: 60 };
};
const drawDecimal: Drawer = (random) => {
  const [precision, scale] = random.pick<readonly [number, number]>([
    [65, 30],
    [10, 2],
    [5, 5],
    [12, 0],
    [20, 6],
  ]);
  // Sums of the greatest must fit into a column too.
  const digits = '9'.repeat(Math.min(precision, 62));
  const most = scale === 0 ? digits : `${digits.slice(0, -scale) || '0'}.${digits.slice(-scale)}`;
  return {
    ...plain('Decimal', 'Decimal', `@db.Decimal(${precision}, ${scale})`, `DECIMAL(${precision}, ${scale})`),
    keyable: true,
    size: scale,
    range: [`-${most}`, most],
  };
};
const drawDateTime: Drawer = (random) => {
  const digits = random.pick([0, 3, 6]);
  const name = random.pick(['DateTime', 'DateTime', 'Timestamp']);
  return time('DateTime', `@db.${name}(${digits})`, `${name.toUpperCase()}(${digits})`, digits);
};
const drawTime: Drawer = (random) => {
  const digits = random.pick([0, 3, 6]);
  return time('Time', `@db.Time(${digits})`, `TIME(${digits})`, digits);
};
const drawVarBinary: Drawer = (random) => bytes('VarBinary', 'VARBINARY', 4 + random.below(20));
const drawBinary: Drawer = () => bytes('Binary', 'BINARY', 16);
const drawBlob: Drawer = (random) => {
  const name = random.pick(['TinyBlob', 'Blob', 'MediumBlob', 'LongBlob']);
  return { ...plain('Bytes', 'Bytes', `@db.${name}`, name.toUpperCase()), size: 40 };
};

const drawers: readonly [Drawer, ...Drawer[]] = [
  drawInt,
  drawInt,
  drawUnsignedInt,
  drawBigInt,
  drawUnsignedBigInt,
  drawSmallInteger,
  drawSmallInteger,
  () => plain('Boolean', 'Boolean', undefined, 'TINYINT(1)'),
  () => plain('Boolean', 'Boolean', '@db.Bit(1)', 'BIT(1)'),
  () => plain('Float', 'Float', undefined, 'DOUBLE'),
  () => ({ ...plain('Float', 'Float', '@db.Float', 'FLOAT'), size: 1 }),
  drawDecimal,
  drawDecimal,
  drawVarChar,
  drawVarChar,
  drawVarChar,
  drawChar,
  drawLongText,
  drawDateTime,
  drawDateTime,
  () => time('DateTime', undefined, 'DATETIME(3)', 3),
  () => time('Date', '@db.Date', 'DATE', 0),
  drawTime,
  () => plain('JSON', 'Json', undefined, 'JSON'),
  drawVarBinary,
  drawBlob,
];

const idDrawers: readonly [Drawer, ...Drawer[]] = [
  drawInt,
  drawInt,
  drawUnsignedInt,
  drawBigInt,
  drawUnsignedBigInt,
  drawSmallInteger,
  drawVarChar,
  drawVarChar,
  drawChar,
  drawBinary,
  drawDateTime,
  drawDecimal,
  () => time('Date', '@db.Date', 'DATE', 0),
];

function plain(type: ApiType, prisma: string, native: string | undefined, sql: string): ColumnType {
  return { type, prisma, native, sql, keyable: false, size: 0, range: undefined, characterSet: undefined };
}

function integer(
  type: ApiType,
  native: string | undefined,
  sql: string,
  range: ColumnType['range'],
): ColumnType {
  const prisma = type === 'BigInt' ? 'BigInt' : 'Int';
  return { ...plain(type, prisma, native, sql), keyable: true, range };
}

function text(random: Random, name: string, sql: string, size: number): ColumnType {
  const bound = size === 0 ? '' : `(${size})`;
  const characterSet = random.pick(characterSets);
  const column = `${sql}${bound} CHARACTER SET ${characterSet}`;
  return { ...plain('String', 'String', `@db.${name}${bound}`, column), keyable: true, size, characterSet };
}

function time(type: ApiType, native: string | undefined, sql: string, size: number): ColumnType {
  return { ...plain(type, 'DateTime', native, sql), keyable: true, size };
}

function bytes(name: string, sql: string, size: number): ColumnType {
  return { ...plain('Bytes', 'Bytes', `@db.${name}(${size})`, `${sql}(${size})`), keyable: true, size };
}
