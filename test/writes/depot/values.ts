import { DbNull } from '@prisma/client/runtime/client';
import type { WriteCase } from '../twins/write-case.ts';

const written: readonly WriteCase[] = [
  {
    name: 'every field is given',
    mutation: `createMeasure(data: {
      tiny: -128, int: -2147483648, unsigned: 4294967295, big: "-9223372036854775808", huge: "9223372036854775807"
      float: 1.25, double: 1.5e300, decimal: "-12345678901234567890.0123456789", yes: false
      text: "\\\\ ' \\" % _ ñ 🙂\\n", json: { a: [1, null, "x", { b: true }], n: 1.5 }, bytes: "AP8="
      date: "1999-12-31", time: "23:59:59.999", seconds: "2021-02-03T04:05:06Z", millis: "2021-02-03T04:05:06.789Z"
      micros: "2021-02-03T04:05:06.789Z", stamp: "2021-02-03T05:05:06.789+01:00", year: 2155, state: NEW
    })`,
    prisma: [
      'Measure',
      'create',
      {
        data: {
          tiny: -128,
          int: -2147483648,
          unsigned: 4294967295,
          big: -9223372036854775808n,
          huge: 9223372036854775807n,
          float: 1.25,
          double: 1.5e300,
          decimal: '-12345678901234567890.0123456789',
          yes: false,
          text: `\\ ' " % _ ñ 🙂\n`,
          json: { a: [1, null, 'x', { b: true }], n: 1.5 },
          bytes: Buffer.from([0, 255]),
          date: new Date('1999-12-31'),
          time: new Date('1970-01-01T23:59:59.999Z'),
          seconds: new Date('2021-02-03T04:05:06Z'),
          millis: new Date('2021-02-03T04:05:06.789Z'),
          micros: new Date('2021-02-03T04:05:06.789Z'),
          stamp: new Date('2021-02-03T04:05:06.789Z'),
          year: 2155,
          state: 'NEW',
        },
      },
    ],
  },
  {
    name: 'every field is given as nothing much',
    mutation: `createMeasure(data: {
      tiny: 0, int: 0, unsigned: 0, big: "0", huge: "0", float: 0, double: -0.5, decimal: "0", yes: true, text: "", json: []
      bytes: "", date: "1000-01-01", time: "00:00:00", seconds: "1970-01-01T00:00:00Z", year: 1901, state: UNKNOWN
    })`,
    prisma: [
      'Measure',
      'create',
      {
        data: {
          tiny: 0,
          int: 0,
          unsigned: 0,
          big: 0n,
          huge: 0n,
          float: 0,
          double: -0.5,
          decimal: '0',
          yes: true,
          text: '',
          json: [],
          bytes: Buffer.alloc(0),
          date: new Date('1000-01-01'),
          time: new Date('1970-01-01T00:00:00Z'),
          seconds: new Date('1970-01-01T00:00:00Z'),
          year: 1901,
          state: 'UNKNOWN',
        },
      },
    ],
  },
  {
    name: 'JSON is a text, a number or true',
    mutation:
      'createMeasures(data: [{ json: "text" }, { json: 12 }, { json: true }, { json: { nested: { null: null } } }])',
    prisma: [
      'Measure',
      'createMany',
      { data: [{ json: 'text' }, { json: 12 }, { json: true }, { json: { nested: { null: null } } }] },
    ],
  },
  {
    name: 'every field becomes null',
    mutation: `updateMeasure(id: "1", data: {
      tiny: null, int: null, unsigned: null, big: null, huge: null, float: null, double: null, decimal: null, yes: null, text: null
      json: null, bytes: null, date: null, time: null, seconds: null, millis: null, micros: null, stamp: null, year: null, state: null
    })`,
    prisma: [
      'Measure',
      'update',
      {
        where: { id: 1 },
        data: {
          tiny: null,
          int: null,
          unsigned: null,
          big: null,
          huge: null,
          float: null,
          double: null,
          decimal: null,
          yes: null,
          text: null,
          json: DbNull,
          bytes: null,
          date: null,
          time: null,
          seconds: null,
          millis: null,
          micros: null,
          stamp: null,
          year: null,
          state: null,
        },
      },
    ],
  },
  {
    name: 'fields of many rows become other values',
    mutation: `updateMeasures(
      where: { OR: [{ text: { equals: null } }, { state: { equals: WORN } }] }
      data: { json: [1], bytes: "AQI=", date: "2020-02-29", time: "01:02:03.5", yes: false, state: NEW, big: { set: "5" } }
    )`,
    prisma: [
      'Measure',
      'updateMany',
      {
        where: { OR: [{ text: null }, { state: 'WORN' }] },
        data: {
          json: [1],
          bytes: Buffer.from([1, 2]),
          date: new Date('2020-02-29'),
          time: new Date('1970-01-01T01:02:03.500Z'),
          yes: false,
          state: 'NEW',
          big: 5n,
        },
      },
    ],
  },
];

/** What is done to numbers, and what is no number of the column any more. */
const operations = ['set', 'increment', 'decrement', 'multiply', 'divide'] as const;

const counted: readonly WriteCase[] = operations.flatMap((operation): readonly WriteCase[] => [
  {
    name: `numbers that are there have their ${operation}`,
    mutation: `updateMeasure(id: "1", data: {
      tiny: { ${operation}: 2 }, int: { ${operation}: 3 }, unsigned: { ${operation}: 4 }, big: { ${operation}: "5" }, huge: { ${operation}: "4" }
      float: { ${operation}: 0.5 }, double: { ${operation}: 0.75 }, decimal: { ${operation}: "0.0000000002" }
    })`,
    prisma: [
      'Measure',
      'update',
      {
        where: { id: 1 },
        data: {
          tiny: { [operation]: 2 },
          int: { [operation]: 3 },
          unsigned: { [operation]: 4 },
          big: { [operation]: 5n },
          huge: { [operation]: 4n },
          float: { [operation]: 0.5 },
          double: { [operation]: 0.75 },
          decimal: { [operation]: '0.0000000002' },
        },
      },
    ],
  },
  {
    name: `numbers of all rows, null among them, have their ${operation}`,
    mutation: `updateMeasures(where: {}, data: { int: { ${operation}: 3 }, decimal: { ${operation}: "1.5" } })`,
    prisma: [
      'Measure',
      'updateMany',
      { where: {}, data: { int: { [operation]: 3 }, decimal: { [operation]: '1.5' } } },
    ],
  },
]);

const refused: readonly WriteCase[] = [
  {
    name: 'a number is too great for its column',
    mutation: 'createMeasure(data: { tiny: 128 })',
    prisma: ['Measure', 'create', { data: { tiny: 128 } }],
    refused: 'BAD_USER_INPUT',
  },
  {
    name: 'a number grows too great for its column',
    mutation: 'updateMeasure(id: "1", data: { tiny: { increment: 127 } })',
    prisma: ['Measure', 'update', { where: { id: 1 }, data: { tiny: { increment: 127 } } }],
    refused: 'BAD_USER_INPUT',
  },
  {
    name: 'a number falls below what its column takes',
    mutation: 'updateMeasure(id: "1", data: { unsigned: { decrement: 21 } })',
    prisma: ['Measure', 'update', { where: { id: 1 }, data: { unsigned: { decrement: 21 } } }],
    refused: 'BAD_USER_INPUT',
  },
  {
    name: 'a decimal has too many digits before the point',
    mutation: 'createMeasure(data: { decimal: "100000000000000000000" })',
    prisma: ['Measure', 'create', { data: { decimal: '100000000000000000000' } }],
    refused: 'BAD_USER_INPUT',
  },
  {
    name: 'a value is none of the enum',
    mutation: 'createMeasure(data: { state: BROKEN })',
    prisma: ['Measure', 'create', { data: { state: 'BROKEN' } }],
    refused: 'BAD_USER_INPUT',
  },
  {
    name: 'the second of many rows has a value that its column does not take',
    mutation: 'createMeasures(data: [{ int: 1 }, { year: 1850 }])',
    prisma: ['Measure', 'createMany', { data: [{ int: 1 }, { year: 1850 }] }],
    refused: 'BAD_USER_INPUT',
  },
  {
    name: 'a time is before the first that its column takes',
    mutation: 'createMeasure(data: { stamp: "1969-12-31T00:00:00Z" })',
    prisma: ['Measure', 'create', { data: { stamp: new Date('1969-12-31T00:00:00Z') } }],
    refused: 'BAD_USER_INPUT',
  },
];

/** Values of every type. */
export const values = { values: written, numbers: counted, 'refused values': refused };
