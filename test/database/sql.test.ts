import { describe, expect, test } from 'vitest';
import { join, name, raw, sql, value } from '../../src/database/sql.ts';

describe('Sql', () => {
  test('keeps values out of the text, in the order of their places', () => {
    const inner = sql`${name('a')} = ${value("' OR 1=1")}`;
    expect(sql`SELECT ${value(1)} WHERE ${inner} LIMIT ${value(2)}`).toEqual({
      text: 'SELECT ? WHERE `a` = ? LIMIT ?',
      parameters: [1, "' OR 1=1", 2],
    });
  });

  test('quotes names, whatever is in them', () => {
    expect(name('a`; DROP TABLE `b').text).toBe('`a``; DROP TABLE ``b`');
  });

  test('joins pieces and their values', () => {
    expect(join([value(1), raw('NULL'), value(2)], ', ')).toEqual({ text: '?, NULL, ?', parameters: [1, 2] });
    expect(join([], ', ')).toEqual({ text: '', parameters: [] });
  });
});
