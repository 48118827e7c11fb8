import { setting, wholeNumber } from './setting.ts';

/** The rows of the settings table that bound what clients may take of the process itself. */
export const overloadSettings = {
  requestsMax: setting(
    'REQUESTS_MAX',
    wholeNumber(1, 1_000_000),
    2_000,
    'Requests that are answered at once at most; further ones are refused with `OVERLOADED`.',
  ),
  eventLoopDelayMaxMs: setting(
    'EVENT_LOOP_DELAY_MAX_MS',
    wholeNumber(1, 600_000),
    50,
    'Delay of the event loop that is tolerated. When it has been late by five times as much, fewer requests are answered at once (but 64 in any case, and 16 once that has lasted a second), and further ones are refused with `OVERLOADED`.',
  ),
  pipelinedMax: setting(
    'PIPELINED_MAX',
    wholeNumber(1, 100_000),
    100,
    'Requests that may wait on one connection for the answer to the one before; a connection that sends more is closed.',
  ),
  writeTimeoutMs: setting(
    'WRITE_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    15_000,
    'A client that reads nothing of its answer for so long is cut off.',
  ),
  unreadMaxBytes: setting(
    'UNREAD_MAX_BYTES',
    wholeNumber(1_000, 100_000_000_000),
    128_000_000,
    'Bytes of answers that wait to be read by their clients at most. Beyond it clients that have stopped reading are cut off, then answers are refused with `OVERLOADED`.',
  ),
  heartbeatTimeoutMs: setting(
    'HEARTBEAT_TIMEOUT_MS',
    wholeNumber(100, 3_600_000),
    15_000,
    'One of several processes that has answered nothing for so long, since it is stopped or stuck, is killed and replaced.',
  ),
  logMaxBytes: setting(
    'LOG_MAX_BYTES',
    wholeNumber(10_000, 1_000_000_000),
    8_000_000,
    'Bytes of log lines that wait to be read by whoever collects them; further lines are dropped and counted.',
  ),
  memoryLimitMb: setting<number | undefined>(
    'MEMORY_LIMIT_MB',
    wholeNumber(1, 1_000_000_000),
    undefined,
    'Memory that the gateway has, in megabytes; by default the limit of its container. Below 512 it takes less memory and more CPU.',
  ),
} as const;
