/** The id of an item in `data.sql`. */
export function item(number: number): string {
  return `00000000-0000-4000-8000-00000000000${number}`;
}
