import { subscribeToNotices } from '../events.ts';
import type { Log } from '../log.ts';

/** The maximum number of notices that are logged. Each is logged once. */
const loggedMax = 1_000;

/** Logs each notice of the database floor once. */
export function logNotices(log: Log): Disposable {
  const logged = new Set<string>();
  return subscribeToNotices(({ text }) => {
    if (logged.has(text) || logged.size === loggedMax) return;
    logged.add(text);
    log.warn(text);
  });
}
