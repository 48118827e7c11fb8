import { setting, wholeNumber } from './setting.ts';

/** The rows of the settings table that share the connections to the database out among requests. */
export const fairnessSettings = {
  requestSharePercent: setting(
    'REQUEST_SHARE_PERCENT',
    wholeNumber(1, 100),
    50,
    'Percentage of `POOL_SIZE` that one request may use while others wait, and that all slow statements may use together.',
  ),
  slowStatementMs: setting(
    'SLOW_STATEMENT_MS',
    wholeNumber(1, 3_600_000),
    250,
    'A list or an aggregate is slow if statements that differ from it in values only took longer lately.',
  ),
} as const;
