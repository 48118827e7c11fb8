import type { Events } from '../events.ts';
import type { Log } from '../log.ts';

/** The maximum number of notices that are logged. Each is logged once. */
const loggedMax = 1_000;

/** Logs each notice of the database floor once. */
export function logNotices({ notices }: Events, log: Log): Disposable {
  const logged = new Set<string>();
  return notices.subscribe(({ text }) => {
    if (logged.has(text) || logged.size === loggedMax) return;
    logged.add(text);
    log.warn(text);
  });
}
