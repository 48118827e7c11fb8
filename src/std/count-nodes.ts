/**
 * Counts the values within a JSON value, itself included. Stops beyond `most`, so that a large value costs
 * no more than one of that size.
 */
export function countNodes(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Array.isArray(value) ? countItems(value, most) : countItems(Object.values(value), most);
}

function countItems(items: readonly unknown[], most: number): number {
  let count = 1 + items.length;
  if (count > most) return count;
  for (const item of items) {
    if (typeof item === 'object' && item !== null) count += countNodes(item, most - count) - 1;
    if (count > most) break;
  }
  return count;
}
