import { toError } from './to-error.ts';

/** Maps items with at most `limit` calls at once. An item that fails becomes its error. */
export async function mapConcurrently<Item, Value>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Value>,
): Promise<readonly (Value | Error)[]> {
  const mapped: (Value | Error)[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const number = next++;
      try {
        mapped[number] = await map(items[number] as Item); // within its bounds
      } catch (error) {
        mapped[number] = toError(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return mapped;
}
