import { describe, expect, test } from 'vitest';
import { buildKeyCondition, buildKeyTable, keysParameter, writeKeys } from '../../src/database/key-table.ts';
import type { Catalog } from '../../src/database/read-catalog.ts';
import { buildKey } from '../../src/model/load.ts';
import { buildEveryTypeModel, fieldOf } from '../support/models.ts';

const model = buildEveryTypeModel();
const by = (...names: string[]): ReturnType<typeof fieldOf>[] => names.map((name) => fieldOf(model, name));
const catalog: Catalog = (table, column) =>
  table === 'Every' && column === 'string'
    ? { characterSet: 'latin1', collation: 'latin1_swedish_ci', length: 30 }
    : undefined;

describe('Key table', () => {
  test('carries all keys in one parameter, whatever their number', () => {
    const { text, parameters } = buildKeyTable(model, by('id', 'string'), catalog);
    expect(text).toBe(
      "JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 VARCHAR(31) CHARACTER SET `latin1` COLLATE `latin1_swedish_ci` PATH '$[1]')) AS k",
    );
    expect(parameters).toEqual([keysParameter]);
    expect(
      writeKeys(model, by('id', 'string'), [buildKey(['1', 'a"b']), buildKey(['2', '😀\\'])], catalog),
    ).toBe(String.raw`[[1,"a\"b"],[2,"😀\\"]]`);
  });

  test.each([
    ['int', 'BIGINT'],
    ['bigint', 'BIGINT'],
    ['unsignedbigint', 'BIGINT UNSIGNED'],
    ['boolean', 'TINYINT'],
    ['decimal', 'DECIMAL(65, 30)'],
    ['datetime', 'DATETIME(6)'],
    ['date', 'DATE'],
    ['time', 'TIME(6)'],
    ['bytes', 'VARCHAR(4000) CHARACTER SET utf8mb4'],
  ])('reads a key of %s as %s', (name, type) => {
    expect(buildKeyTable(model, by(name), catalog).text).toContain(`k0 ${type} PATH`);
  });

  test('carries no text that is too long for its column, but for spaces at the end', () => {
    const texts = [
      'x'.repeat(30),
      '😀'.repeat(30),
      'x'.repeat(32),
      `x${' '.repeat(40)}`,
      `x${' '.repeat(40)}x`,
    ];
    expect(
      JSON.parse(
        writeKeys(
          model,
          by('string'),
          texts.map((text) => buildKey([text])),
          catalog,
        ),
      ),
    ).toEqual([[texts[0]], [texts[1]], [null], [`x${' '.repeat(30)}`], [null]]);
  });

  test('joins by all fields of the key, and bytes as bytes', () => {
    expect(buildKeyCondition(by('id', 'bytes')).text).toBe('t.`id` = k.k0 AND t.`bytes` = FROM_BASE64(k.k1)');
  });
});
