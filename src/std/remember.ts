/** Gives a function that loads once, at its first call, and remembers the result. A load that failed is tried again by the next call. */
export function remember<T>(load: () => Promise<T>): () => Promise<T> {
  let remembered: Promise<T> | undefined;
  return () => {
    if (remembered !== undefined) return remembered;
    const loading = load();
    remembered = loading;
    loading.catch(() => (remembered = undefined));
    return loading;
  };
}
