/**
 * Returns a function that loads once, at its first call, and caches the result. After a failure the next
 * call tries again.
 */
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
