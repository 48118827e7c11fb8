/**
 * Characters that a text sorts by. The servers sort by the beginning of a long text alone (`max_sort_length`), so what
 * comes after a cursor is told by the same beginning; rows that agree in it are told apart by their key.
 */
export const sortedCharactersMax = 1_000;

/** The part of a text that it sorts by, in whole characters: all that a cursor need hold of it. */
export function cutToSorted(text: string): string {
  return text.length <= sortedCharactersMax ? text : Array.from(text).slice(0, sortedCharactersMax).join('');
}
