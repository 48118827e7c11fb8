/**
 * The number of characters that a text is sorted by. The servers sort a long text only by its beginning
 * (`max_sort_length`). So cursors compare the same beginning, and rows that agree in it differ by their
 * key.
 */
export const sortedCharactersMax = 1_000;

/** Cuts a text to the part that it is sorted by, in whole characters. A cursor needs no more. */
export function cutToSorted(text: string): string {
  return text.length <= sortedCharactersMax ? text : Array.from(text).slice(0, sortedCharactersMax).join('');
}
