import type { Value } from '../../src/model/load.ts';
import type { ColumnDeclaration } from './one-column-table.ts';

type Present = Exclude<Value, null>;

/** A kind of column with values at its bounds. */
export interface ColumnKind extends Omit<ColumnDeclaration, 'stored'> {
  /** What is stored, as SQL, and what the API tells it as; in the order of the database, no two equal. */
  readonly rows: readonly (readonly [stored: string, told: Present])[];
  /** Values of the API's type that such a column never holds, though a server may round, wrap or cut them into one. */
  readonly strangers: readonly Present[];
}

function kind(
  column: string,
  prisma: string,
  rows: ColumnKind['rows'],
  strangers: readonly Present[] = [],
): ColumnKind {
  const [type = '', name, parameters] = prisma.split(/[ ()]+/);
  const native: Pick<ColumnKind, 'native'> = name
    ? { native: [name, parameters ? parameters.split(',') : []] }
    : {};
  return { column, type, ...native, rows, strangers };
}

const nines = (digits: number): string => '9'.repeat(digits);
const bytes = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
/** Values whose SQL is what the API tells. */
const same = (...values: readonly Present[]): ColumnKind['rows'] =>
  values.map((value) => [String(value), value]);
const quoted = (...values: readonly string[]): ColumnKind['rows'] =>
  values.map((value) => [`'${value}'`, value]);
const instants = (...values: readonly string[]): ColumnKind['rows'] =>
  values.map((value) => [`'${value.replace('T', ' ').replace('Z', '')}'`, value]);

/** Every kind of column that can be a key. */
export const columnKinds: readonly ColumnKind[] = [
  kind('TINYINT', 'Int TinyInt', same(-128, 0, 127), [-129, 128, 256, 2_147_483_647]),
  kind('TINYINT UNSIGNED', 'Int UnsignedTinyInt', same(0, 255), [-1, 256]),
  kind('SMALLINT', 'Int SmallInt', same(-32_768, 32_767), [-32_769, 32_768, 65_536]),
  kind('MEDIUMINT', 'Int MediumInt', same(-8_388_608, 8_388_607), [8_388_608]),
  kind('INT', 'Int', same(-2_147_483_648, 0, 2_147_483_647)),
  kind('INT UNSIGNED', 'Int UnsignedInt', same(0, 4_294_967_295)),
  kind(
    'BIGINT',
    'BigInt',
    same('-9223372036854775808', '-1', '9007199254740992', '9007199254740993', '9223372036854775807'),
    ['9223372036854775808', '18446744073709551615'],
  ),
  kind(
    'BIGINT UNSIGNED',
    'BigInt UnsignedBigInt',
    same('0', '9223372036854775807', '9223372036854775808', '18446744073709551615'),
    ['-1', '-9223372036854775808'],
  ),
  kind(
    'YEAR',
    'Int Year',
    [['0', 0], ...same(1901, 1970, 2026, 2155)],
    [-1, 1, 26, 70, 126, 1900, 2156, 65_562],
  ),
  kind(
    'DOUBLE',
    'Float',
    same(-Number.MAX_VALUE, -5e-324, 0, 5e-324, 0.1, 0.300_000_000_000_000_04, 1e308, Number.MAX_VALUE),
  ),
  kind(
    'FLOAT',
    'Float Float',
    [
      ...same(-3.402_823_466_385_288_6e38),
      ['0.1', Math.fround(0.1)],
      ...same(16_777_216, 3.402_823_466_385_288_6e38),
    ],
    [0.1, 16_777_217, 1e300],
  ),
  kind(
    'DECIMAL(65,30)',
    'Decimal',
    [
      ...same(`-${nines(35)}.${nines(30)}`, `-0.${'0'.repeat(29)}1`),
      ['0.1', `0.1${'0'.repeat(29)}`],
      ...same(`${nines(35)}.${nines(30)}`),
    ],
    [nines(36), nines(65), `-${nines(65)}`],
  ),
  kind(
    'DECIMAL(65,0)',
    'Decimal Decimal(65,0)',
    same(`-${nines(65)}`, '0', nines(36), `${nines(64)}8`, nines(65)),
    ['0.5', '-0.5', `${nines(36)}.5`, `${nines(64)}.9`],
  ),
  kind('DECIMAL(10,2)', 'Decimal Decimal(10,2)', same('-1.50', '1.50', '1.51', '99999999.99'), [
    '1.505',
    '1.499',
    '1.5000000000000000000000000001',
    '99999999.994',
    '100000000',
    nines(65),
  ]),
  kind('TINYINT(1)', 'Boolean', same(false, true)),
  kind('BIT(1)', 'Boolean Bit(1)', [
    ["b'0'", false],
    ["b'1'", true],
  ]),
  kind(
    'BIT(9)',
    'Bytes Bit(9)',
    [
      ['0', bytes('0000')],
      ['257', bytes('0101')],
      ['511', bytes('01ff')],
    ],
    [bytes('0201'), bytes('ffffffffffffffff'), bytes('010000000000000101')],
  ),
  kind('BIT(64)', 'Bytes Bit(64)', [
    ['5', bytes('0000000000000005')],
    ["x'ffffffffffffffff'", bytes('ffffffffffffffff')],
  ]),
  kind(
    'BINARY(4)',
    'Bytes Binary(4)',
    [
      ["''", bytes('00000000')],
      ["x'6162'", bytes('61620000')],
      ["x'ffffffff'", bytes('ffffffff')],
    ],
    [bytes('6162'), bytes('6162000000'), ''],
  ),
  kind(
    'VARBINARY(4)',
    'Bytes VarBinary(4)',
    [
      ["''", ''],
      ["'A'", bytes('41')],
      ["'a'", bytes('61')],
      ["'a '", bytes('6120')],
      ["x'ff00ff00'", bytes('ff00ff00')],
    ],
    [bytes('6100'), bytes('ff00ff0000')],
  ),
  kind(
    'LONGBLOB',
    'Bytes',
    [
      ["x'00'", bytes('00')],
      ["x'0001'", bytes('0001')],
    ],
    [bytes('01'), ''],
  ),
  kind('DATE', 'DateTime Date', quoted('0001-01-01', '0099-12-31', '1000-01-01', '2024-02-29', '9999-12-31')),
  kind(
    'DATETIME',
    'DateTime DateTime(0)',
    instants('0001-01-01T00:00:00Z', '2026-11-22T10:00:00Z', '2026-11-22T10:00:01Z', '9999-12-31T23:59:59Z'),
    ['2026-11-22T10:00:00.5Z', '2026-11-22T10:00:00.000001Z', '2026-11-22T10:00:00.999999Z'],
  ),
  kind(
    'DATETIME(3)',
    'DateTime',
    instants('2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.120Z', '2026-11-22T10:00:00.121Z'),
    ['2026-11-22T10:00:00.1205Z', '2026-11-22T10:00:00.119999Z'],
  ),
  kind(
    'DATETIME(6)',
    'DateTime DateTime(6)',
    instants(
      '1000-01-01T00:00:00.000000Z',
      '2026-11-22T10:00:00.000001Z',
      '2026-11-22T10:00:00.000002Z',
      '9999-12-31T23:59:59.999999Z',
    ),
  ),
  kind(
    'TIMESTAMP NULL',
    'DateTime Timestamp(0)',
    instants('1970-01-01T00:00:01Z', '2026-03-29T02:30:00Z', '2026-10-25T02:30:00Z', '2038-01-19T03:14:07Z'),
    [
      '2026-03-29T02:30:00.4Z',
      '2026-03-29T02:29:59.5Z',
      '1969-12-31T23:59:59Z',
      '2500-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
    ],
  ),
  kind(
    'TIMESTAMP(6) NULL',
    'DateTime Timestamp(6)',
    instants('1970-01-01T00:00:01.000000Z', '2026-03-29T01:59:59.999999Z', '2038-01-19T03:14:07.999999Z'),
    ['0001-01-01T00:00:00.000000Z', '9999-12-31T23:59:59.999999Z'],
  ),
  kind('TIME', 'DateTime Time(0)', quoted('00:00:00', '10:00:00', '10:00:01', '23:59:59'), [
    '10:00:00.5',
    '09:59:59.5',
  ]),
  kind('TIME(6)', 'DateTime Time(6)', quoted('00:00:00.000001', '10:00:00.000000', '23:59:59.999999')),
  {
    ...kind(`ENUM('z', 'a', '1', 'é', 'it''s, \\\\') CHARACTER SET latin1`, 'Level', [
      ["'z'", 'LAST'],
      ["'a'", 'a'],
      ["'1'", 'ONE'],
      ["'é'", 'ACUTE'],
      [`'it''s, \\\\'`, 'QUOTED'],
    ]),
    // In another order than the database has them.
    values: [
      ['UNHEARD', '日'],
      ['QUOTED', "it's, \\"],
      ['ACUTE', 'é'],
      ['a', 'a'],
      ['ONE', '1'],
      ['LAST', 'z'],
    ].map(([name = '', stored = '']) => ({ name, property: name, stored, description: undefined })),
    strangers: ['UNHEARD'],
  },
  kind('VARCHAR(4) CHARACTER SET latin1', 'String VarChar(4)', quoted('', '?', 'é', '€'), [
    '日',
    '😀',
    '??',
    'x日',
    'é日',
    '?'.repeat(6),
  ]),
  kind('CHAR(4) CHARACTER SET ascii COLLATE ascii_bin', 'String Char(4)', quoted('', '?', 'A', 'a'), [
    'é',
    '日',
    '😀',
    'aé',
  ]),
  kind('VARCHAR(4) CHARACTER SET utf8mb3', 'String VarChar(4)', quoted('?', '??', 'a', '日'), [
    '😀',
    '??😀',
    '日😀',
  ]),
  kind('VARCHAR(4) CHARACTER SET cp1251', 'String VarChar(4)', quoted('?', 'Я'), ['é', '日']),
  kind('TEXT CHARACTER SET latin1', 'String Text', quoted('?', 'a', 'é'), ['日', '😀']),
  kind('VARCHAR(4) COLLATE utf8mb4_bin', 'String VarChar(4)', quoted('?', 'A', 'Á', '日', '😀'), [
    'a',
    'á',
    'AA',
  ]),
];
