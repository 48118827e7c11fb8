import { subscribeToNotices } from '../events.ts';
import type { Log } from '../log.ts';

/** Notices that are logged, at most: each once. */
const loggedMax = 1_000;

/** Warns of what the database floor notices, once each. */
export function logNotices(log: Log): Disposable {
  const logged = new Set<string>();
  return subscribeToNotices(({ text }) => {
    if (logged.has(text) || logged.size === loggedMax) return;
    logged.add(text);
    log.warn(text);
  });
}
