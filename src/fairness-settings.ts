import { setting, wholeNumber } from './setting.ts';

/** The settings that divide the connections to the database among requests. */
export const fairnessSettings = {
  requestSharePercent: setting(
    'REQUEST_SHARE_PERCENT',
    wholeNumber(1, 100),
    50,
    'Percentage of `POOL_SIZE` that one request may use while others wait. All slow statements together may use the same percentage.',
  ),
  slowStatementMs: setting(
    'SLOW_STATEMENT_MS',
    wholeNumber(1, 3_600_000),
    250,
    'Time from which a list or an aggregate counts as slow. The last statements that differ only in values are measured.',
  ),
} as const;
