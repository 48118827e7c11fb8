import { describe, expect, test } from 'vitest';
import { readStored } from '../../../src/database/connection/packet-row.ts';
import type { KeyColumn } from '../../../src/database/keys/key-table.ts';
import { arePlain, buildOneKeyStatement } from '../../../src/database/keys/one-key.ts';
import { sql, value } from '../../../src/database/sql.ts';
import type { PartialStatement } from '../../../src/database/statement.ts';
import { buildKey, type RowShape, type Value } from '../../../src/model/load.ts';
import { keyColumn } from '../../support/key-column.ts';

const text = { type: 'varchar', length: 30, characterSet: 'latin1', collation: 'latin1_swedish_ci' };

/** The statement for keys of these columns; that of one key has a parameter in front. */
function build(...columns: readonly KeyColumn[]): PartialStatement<RowShape> {
  return buildOneKeyStatement(columns, (isKey) => ({
    statement: sql`one ${value('first')} ${isKey}`,
    read: ([values]) => ({ id: values && readStored(values, 0) }),
  }));
}

function bind(column: KeyColumn, ...values: readonly Exclude<Value, null>[]): unknown {
  const bound = arePlain([column]) ? build(column).bind(values.map((each) => buildKey([each]))) : undefined;
  return bound?.parameters.slice(1);
}

describe('A key alone', () => {
  test('is compared with parameters, and answered out of all rows', () => {
    const statement = build(keyColumn('id', {}), keyColumn('string', text));
    const keys = [buildKey(['7', 'é'])];
    const bound = statement.bind(keys);
    expect(bound).toMatchObject({
      text: 'one ? t.id = ? AND t.string = ?',
      parameters: ['first', 7, 'é'],
    });
    expect(bound?.align([[7], [8]])).toEqual([{ id: 7 }]);
  });

  test.each<[string, KeyColumn, Exclude<Value, null>, unknown]>([
    ['an integer', keyColumn('int', {}), 7, 7],
    ['a large one', keyColumn('bigint', { type: 'bigint' }), '9223372036854775807', 2n ** 63n - 1n],
    ['a text', keyColumn('string', text), "a'b ", "a'b "],
  ])('may be %s', (_, column, given, sent) => {
    expect(bind(column, given)).toEqual([sent]);
  });

  test.each<[string, KeyColumn, Exclude<Value, null>]>([
    ['its column cannot hold', keyColumn('int', { type: 'tinyint' }), 128],
    ['its character set lacks', keyColumn('string', text), '日'],
    [
      'the driver cannot send',
      keyColumn('bigint', { type: 'bigint', unsigned: true }),
      '9223372036854775808',
    ],
    ['is a decimal', keyColumn('decimal', { type: 'decimal', precision: 10, fractionDigits: 2 }), '1.50'],
    ['is a number in a text', keyColumn('int', text), 7],
    ['is a time', keyColumn('datetime', { type: 'datetime' }), '2026-11-22T13:45:00Z'],
  ])('goes with a table of keys where it %s', (_, column, given) => {
    expect(bind(column, given)).toBeUndefined();
  });

  test('is one: two go with a table of keys', () => {
    expect(bind(keyColumn('int', {}), 7, 8)).toBeUndefined();
  });
});
