import type { ViewerData } from '../viewer.ts';

/**
 * Returns a text that is equal for equal viewers: all of their values except lists. Lists and roles change
 * while a viewer stays the same.
 */
export function identifyViewer({ values }: ViewerData): string {
  const single = Object.entries(values).filter(([, value]) => !Array.isArray(value));
  return JSON.stringify(single.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The length of an id in the log. */
const shownMax = 100;

/** Shows a viewer in the log by its value `id`. One without it is shown as a value that was removed. */
export function showViewer({ values }: ViewerData): string {
  const { id } = values;
  if (id === undefined || id === null || Array.isArray(id)) return '…';
  const text = String(id);
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;
}
