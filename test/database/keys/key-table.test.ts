import { describe, expect, test } from 'vitest';
import type { ColumnDescription } from '../../../src/database/catalog/column.ts';
import {
  bindKeys,
  buildKeyCondition,
  buildKeyTable,
  type KeyColumn,
  type KeyColumns,
} from '../../../src/database/keys/key-table.ts';
import { buildKey, type Value } from '../../../src/model/load.ts';
import { keyColumn } from '../../support/key-column.ts';

const idColumn = keyColumn('id', { type: 'int' });
const text = keyColumn('string', {
  type: 'varchar',
  length: 30,
  characterSet: 'latin1',
  collation: 'latin1_swedish_ci',
});

function of(...keys: readonly KeyColumn[]): KeyColumns {
  return { keys, viewers: [] };
}

function write(column: KeyColumn, values: readonly Exclude<Value, null>[]): unknown {
  const keys = values.map((value) => buildKey([value]));
  const { parameters } = bindKeys(buildKeyTable(of(column)), of(column), keys);
  const written: unknown[][] = JSON.parse(String(parameters[0]));
  return written.flat();
}

describe('Key table', () => {
  test('carries all keys in one parameter, whatever their number', () => {
    const table = buildKeyTable(of(idColumn, text));
    expect(table.text).toBe(
      "JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 VARCHAR(92) CHARACTER SET `latin1` COLLATE `latin1_swedish_ci` PATH '$[1]')) AS k",
    );
    expect(table.parameters).toHaveLength(1);
    const keys = [buildKey(['1', 'a"b']), buildKey(['2', 'é\\'])];
    expect(bindKeys(table, of(idColumn, text), keys)).toEqual({
      text: table.text,
      parameters: [String.raw`[[1,"a\"b"],[2,"é\\"]]`],
    });
  });

  test.each<[string, Partial<ColumnDescription>, string]>([
    ['int', { type: 'mediumint' }, 'BIGINT'],
    ['unsignedbigint', { type: 'bigint', unsigned: true }, 'BIGINT UNSIGNED'],
    ['boolean', { type: 'bit', precision: 1 }, 'BIGINT UNSIGNED'],
    ['float', { type: 'float' }, 'DOUBLE'],
    ['decimal', { type: 'decimal', precision: 10, fractionDigits: 2 }, 'DECIMAL(10, 2)'],
    ['datetime', { type: 'timestamp', fractionDigits: 3 }, 'DATETIME(3)'],
    ['date', { type: 'date' }, 'DATE'],
    ['time', { type: 'time', fractionDigits: 6 }, 'TIME(6)'],
    ['bytes', { type: 'binary', length: 16 }, 'VARCHAR(24) CHARACTER SET ascii'],
  ])('reads a key of %s as its column is', (name, description, type) => {
    expect(buildKeyTable(of(keyColumn(name, description))).text).toContain(`k0 ${type} PATH`);
  });

  test('carries null in the place of what a column cannot hold', () => {
    expect(write(keyColumn('int', { type: 'tinyint' }), [127, 128, -129])).toEqual([127, null, null]);
    expect(write(text, ['é', '日'])).toEqual(['é', null]);
  });

  test('carries no text that is too long to be equal, but for spaces at the end', () => {
    const texts = [
      'x'.repeat(92),
      '😀'.repeat(92),
      'x'.repeat(93),
      `x${' '.repeat(100)}`,
      `x${' '.repeat(100)}x`,
    ];
    expect(write(text, texts)).toEqual([texts[0], texts[1], null, `x${' '.repeat(91)}`, null]);
  });

  test('joins by all fields of the key, and bytes as bytes', () => {
    const bytes = keyColumn('bytes', { type: 'varbinary', length: 16 });
    expect(buildKeyCondition([idColumn, bytes]).text).toBe('t.id = k.k0 AND t.bytes = FROM_BASE64(k.k1)');
  });
});
