import { join } from 'node:path';
import { ask } from './ask.ts';
import type { Fault } from './fault.ts';

const tables = `SET sql_mode = '';
CREATE TABLE Measure (id INT NOT NULL PRIMARY KEY, at DATETIME(3) NOT NULL, large BIGINT NOT NULL, \`decimal\` DECIMAL(30, 10) NOT NULL);
INSERT INTO Measure VALUES
  (1, '2026-01-01', 9007199254740993, '12345678901234567890.0123456789'),
  (2, '0000-00-00', -9223372036854775808, '0.1'),
  (3, '2026-01-03', 9223372036854775807, '-0.0000000001')`;

/** Rows hold values that JavaScript's numbers and dates cannot. */
export const badRow: Fault = {
  number: 33,
  title: 'a bad row: zero date, BIGINT > 2^53, DECIMAL',
  short: { heldBy: 'test/server/bad-rows.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase('nothing');
    await database.connection.query(tables);
    const gateway = await stage.openGateway(database.url, {
      PRISMA_SCHEMA: join(import.meta.dirname, 'measures.prisma'),
    });
    const exact = await ask(gateway.url, '{ measures { nodes { id large decimal } } }');
    seen.that(
      `${exact.status}, exact`,
      exact.text.includes(JSON.stringify(expected)),
      JSON.stringify(expected),
    );
    const dates = await ask(gateway.url, '{ measures { totalCount nodes { id at } } }');
    seen.equal('codes', dates.codes.length, 1);
    seen.that(
      `paths: ${[...dates.text.matchAll(/"path":\[[^\]]*\]/g)].join()}`,
      dates.text.includes('"path":["measures","nodes",1,"at"]'),
      'the field alone',
    );
    seen.that(
      'the other rows are there',
      ['2026-01-01', '2026-01-03', '"totalCount":3'].every((part) => dates.text.includes(part)),
      'both',
    );
  },
};

const expected = [
  { id: '1', large: '9007199254740993', decimal: '12345678901234567890.0123456789' },
  { id: '2', large: '-9223372036854775808', decimal: '0.1000000000' },
  { id: '3', large: '9223372036854775807', decimal: '-0.0000000001' },
];
