import { describe, expect, test } from 'vitest';
import { buildWhere as buildWhereOf } from '../../../src/database/expression/where.ts';
import type { Sql } from '../../../src/database/sql.ts';
import type { Filter, JsonComparison } from '../../../src/model/load.ts';
import { emptyCatalog } from '../../support/empty-catalog.ts';
import { buildEveryTypeModel, fieldOf } from '../../support/models.ts';

const model = buildEveryTypeModel();
const field = (name: string): ReturnType<typeof fieldOf> => fieldOf(model, name);
const buildWhere = (filter: Filter): Sql =>
  buildWhereOf(filter, { model, alias: 't', catalog: emptyCatalog });
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

const buildJson = (hasJsonType: boolean, comparison: JsonComparison): Sql =>
  buildWhereOf(
    { kind: 'json', field: field('json'), path: ['a', 0, '"'], ...comparison },
    {
      model,
      alias: 't',
      catalog: { ...emptyCatalog, hasJsonType },
    },
  );

describe('Condition', () => {
  test('takes the wildcards of a pattern literally', () => {
    expect(buildWhere(contains('100%_!\\'))).toEqual({
      text: "t.`string` LIKE ? ESCAPE '!'",
      parameters: ['%100!%!_!!\\%'],
    });
  });

  test('on JSON takes neither path nor value into its text, nor more parameters than it is counted with', () => {
    expect(buildJson(true, { operator: 'equals', value: '{"b":1}' })).toEqual({
      text: "CASE COALESCE(JSON_TYPE(JSON_EXTRACT(t.`json`, ?)), 'NULL') WHEN 'NULL' THEN NULL ELSE JSON_EXTRACT(t.`json`, ?) = CAST(? AS JSON) END",
      parameters: ['$."a"[0]."\\""', '$."a"[0]."\\""', '{"b":1}'],
    });
    for (const operator of ['equals', 'not', 'array_contains', 'string_contains'] as const) {
      const { text, parameters } = buildJson(false, { operator, value: '"`\'' });
      expect(parameters.length).toBeLessThanOrEqual(20);
      expect(text.split('?')).toHaveLength(parameters.length + 1);
      expect(text).not.toContain('"`');
    }
  });

  test('fills lists up to powers of two, so that the texts are few', () => {
    expect(buildWhere(isOneOf('in', ['1', '2', '3']))).toEqual({
      text: 't.`id` IN (?, ?, ?, ?)',
      parameters: [1, 2, 3, 3],
    });
    expect(buildWhere(isOneOf('notIn', ['1']))).toEqual({ text: 't.`id` NOT IN (?)', parameters: [1] });
  });

  test('of an empty list holds for no row, or for every row', () => {
    expect(buildWhere(isOneOf('in', [])).text).toBe('FALSE');
    expect(buildWhere(isOneOf('notIn', [])).text).toBe('TRUE');
    expect(buildWhere({ kind: 'and', filters: [] }).text).toBe('TRUE');
    expect(buildWhere({ kind: 'or', filters: [] }).text).toBe('FALSE');
  });

  test('keeps combinations together by parentheses, whatever the sql_mode', () => {
    const filter: Filter = {
      kind: 'not',
      filter: { kind: 'or', filters: [isOneOf('in', ['1']), contains('a')] },
    };
    expect(buildWhere(filter).text).toBe("(NOT ((t.`id` IN (?) OR t.`string` LIKE ? ESCAPE '!')))");
  });

  test.each([
    ['0.1', 'DECIMAL(65, 30)'],
    [`-${'9'.repeat(35)}`, 'DECIMAL(65, 30)'],
    ['9'.repeat(36), 'DECIMAL(65, 0)'],
    [`-${'9'.repeat(36)}.25`, 'DECIMAL(65, 2)'],
  ])('compares a DECIMAL with %s as one that has room for it', (value, type) => {
    const filter: Filter = { kind: 'compare', field: field('decimal'), operator: 'equals', value };
    expect(buildWhere(filter)).toEqual({
      text: `t.\`decimal\` = CAST(? AS ${type})`,
      parameters: [value],
    });
  });
});
