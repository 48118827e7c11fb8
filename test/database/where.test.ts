import { describe, expect, test } from 'vitest';
import { buildAfter, buildCondition, buildOrder } from '../../src/database/where.ts';
import type { Filter } from '../../src/model/load.ts';
import { buildEveryTypeModel, fieldOf } from '../support/models.ts';

const model = buildEveryTypeModel();
const field = (name: string): ReturnType<typeof fieldOf> => fieldOf(model, name);
const term = (name: string, descending = false) => ({ field: field(name), descending });
const contains = (value: string): Filter => ({
  kind: 'compare',
  field: field('string'),
  operator: 'contains',
  value,
});
const isOneOf = (operator: 'in' | 'notIn', values: readonly string[]): Filter => ({
  kind: 'compare',
  field: field('id'),
  operator,
  values,
});

describe('Condition', () => {
  test('takes the wildcards of a pattern literally', () => {
    expect(buildCondition(contains('100%_!\\'))).toEqual({
      text: "t.`string` LIKE ? ESCAPE '!'",
      parameters: ['%100!%!_!!\\%'],
    });
  });

  test('fills lists up to powers of two, so that the texts are few', () => {
    expect(buildCondition(isOneOf('in', ['1', '2', '3']))).toEqual({
      text: 't.`id` IN (?, ?, ?, ?)',
      parameters: [1, 2, 3, 3],
    });
    expect(buildCondition(isOneOf('notIn', ['1']))).toEqual({ text: 't.`id` NOT IN (?)', parameters: [1] });
  });

  test('of an empty list holds for no row, or for every row', () => {
    expect(buildCondition(isOneOf('in', [])).text).toBe('FALSE');
    expect(buildCondition(isOneOf('notIn', [])).text).toBe('TRUE');
    expect(buildCondition({ kind: 'and', filters: [] }).text).toBe('TRUE');
    expect(buildCondition({ kind: 'or', filters: [] }).text).toBe('FALSE');
  });

  test('keeps combinations together by parentheses, whatever the sql_mode', () => {
    const filter: Filter = {
      kind: 'not',
      filter: { kind: 'or', filters: [isOneOf('in', ['1']), contains('a')] },
    };
    expect(buildCondition(filter).text).toBe("(NOT ((t.`id` IN (?) OR t.`string` LIKE ? ESCAPE '!')))");
  });

  test('compares a DECIMAL as one', () => {
    const filter: Filter = { kind: 'compare', field: field('decimal'), operator: 'equals', value: '0.1' };
    expect(buildCondition(filter)).toEqual({
      text: 't.`decimal` = CAST(? AS DECIMAL(65, 30))',
      parameters: ['0.1'],
    });
  });
});

describe('After', () => {
  test.each([
    ['ascending', [term('id')], ['5'], 't.`id` > ?'],
    ['descending', [term('id', true)], ['5'], 't.`id` < ?'],
    [
      'ascending from NULL, the least value',
      [term('string'), term('id')],
      [null, '5'],
      '(t.`string` IS NOT NULL OR (t.`string` IS NULL AND t.`id` > ?))',
    ],
    [
      'descending from NULL, behind which are its ties only',
      [term('string', true), term('id')],
      [null, '5'],
      '(FALSE OR (t.`string` IS NULL AND t.`id` > ?))',
    ],
    [
      'descending towards NULL',
      [term('string', true), term('id')],
      ['x', '5'],
      '((t.`string` < ? OR t.`string` IS NULL) OR (t.`string` = ? AND t.`id` > ?))',
    ],
    [
      'an enum by the place of its value',
      [term('level', true), term('id')],
      ['HIGH', '5'],
      '(t.`level` + 0 < ? OR (t.`level` = ? AND t.`id` > ?))',
    ],
  ] as const)('goes on %s', (_, order, values, text) => {
    expect(buildAfter(order, values).text).toBe(text);
  });

  test('gives an enum its place and its stored text', () => {
    expect(buildAfter([term('level'), term('id')], ['LOW', '5']).parameters).toEqual([1, 'l', 5]);
  });
});

describe('Order', () => {
  test('is written as asked', () => {
    expect(buildOrder([term('string', true), term('id')]).text).toBe('t.`string` DESC, t.`id`');
  });
});
