import { describe, expect, test } from 'vitest';
import { findBannedPhrases, findLongSentences, findTablesWithoutHeader, readPassages } from './prose.ts';

const words = (count: number): string => `Word${' word'.repeat(count - 1)}.`;

describe('Prose', () => {
  test('may have sentences of 25 words, and no longer ones', () => {
    expect(findLongSentences(`${words(25)} ${words(25)}`)).toEqual([]);
    expect(findLongSentences(`${words(3)} ${words(26)}`)).toHaveLength(1);
  });

  test('has phrases with a plain equivalent', () => {
    const banned = [
      'It is told at start.',
      'All but for one.',
      'The gate beside it.',
      'A field hangs on it.',
      'Rows in the place of pages.',
      'The statement asks for rows.',
      'What becomes of a user.',
    ];
    expect(banned.filter((text) => findBannedPhrases(text).length === 0)).toEqual([]);
    expect(
      findBannedPhrases('A client asks for rows. The process hangs. Besides, it is read again.'),
    ).toEqual([]);
  });

  test('is read from paragraphs, list items and cells, but not from code', () => {
    const page = [
      '# A heading',
      '',
      'A paragraph of `some code` and',
      'a [link](elsewhere.md).',
      '- An item',
      '  that goes on',
      '',
      '| cell | other; cell |',
      '|---|---|',
      '```ts',
      'code',
      '```',
      '<!-- a comment -->',
      '**Bold.** then text',
    ].join('\n');
    expect(readPassages(page)).toEqual([
      { line: 1, text: 'A heading' },
      { line: 3, text: 'A paragraph of CODE and a link.' },
      { line: 5, text: 'An item that goes on' },
      { line: 8, text: '' },
      { line: 8, text: 'cell' },
      { line: 8, text: 'other' },
      { line: 8, text: 'cell' },
      { line: 8, text: '' },
      { line: 14, text: 'Bold.\nthen text' },
    ]);
  });

  test('has tables whose columns have names, the first one excepted', () => {
    expect(findTablesWithoutHeader('| | b |\n|---|---|\n| a | b |')).toEqual([]);
    expect(findTablesWithoutHeader('| a | |\n|---|---|\n| a | b |')).toEqual(['line 1']);
  });
});
