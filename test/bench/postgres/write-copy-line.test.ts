import { expect, test } from 'vitest';
import { writeCopyLine } from '../../../bench/postgres/write-copy-line.ts';

test('A line for COPY escapes what would end a value or a line, and tells NULL from text', () => {
  const row = [1, null, 'a\tb\nc\rd\\e', '\\N', '', '2020-01-06 08:00:00.000'];
  expect(writeCopyLine(row)).toBe('1\t\\N\ta\\tb\\nc\\rd\\\\e\t\\\\N\t\t2020-01-06 08:00:00.000\n');
});
