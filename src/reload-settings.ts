import { setting, wholeNumber } from './setting.ts';

/** The settings of a reload, which replaces the processes that serve. */
export const reloadSettings = {
  reloadTimeoutMs: setting(
    'RELOAD_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    60_000,
    'Deadline for a process with a new configuration to become ready. The one before it then continues to serve.',
  ),
  drainIdleMs: setting(
    'DRAIN_IDLE_MS',
    wholeNumber(0, 600_000),
    5_000,
    'Time that a replaced process keeps the idle connections of its clients open, for requests that are on their way. Each closes with its next answer. At most half of `SHUTDOWN_TIMEOUT_MS`.',
  ),
};
