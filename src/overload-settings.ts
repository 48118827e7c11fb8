import { setting, wholeNumber } from './setting.ts';

/** The settings that bound what clients may use of the process. */
export const overloadSettings = {
  requestsMax: setting(
    'REQUESTS_MAX',
    wholeNumber(1, 1_000_000),
    2_000,
    'Maximum number of concurrent requests. Further ones fail with `OVERLOADED`.',
  ),
  eventLoopDelayMaxMs: setting(
    'EVENT_LOOP_DELAY_MAX_MS',
    wholeNumber(1, 600_000),
    50,
    'Tolerated delay of the event loop. Beyond five times this delay, fewer requests run concurrently and further ones fail with `OVERLOADED`. At least 64 may always run, or 16 once the delay has lasted a second.',
  ),
  pipelinedMax: setting(
    'PIPELINED_MAX',
    wholeNumber(1, 100_000),
    100,
    'Maximum number of requests that wait on one connection for the answer to an earlier one. A connection that sends more is closed.',
  ),
  writeTimeoutMs: setting(
    'WRITE_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    15_000,
    'Time after which a client that reads nothing of its answer is cut off.',
  ),
  unreadMaxBytes: setting(
    'UNREAD_MAX_BYTES',
    wholeNumber(1_000, 100_000_000_000),
    128_000_000,
    'Maximum size of all answers that clients have not read yet. Beyond it, clients that have stopped reading are cut off, and then answers fail with `OVERLOADED`.',
  ),
  heartbeatTimeoutMs: setting(
    'HEARTBEAT_TIMEOUT_MS',
    wholeNumber(100, 3_600_000),
    15_000,
    'Time after which a worker process that does not answer is killed and replaced. Applies if `PROCESSES` is above 1.',
  ),
  logMaxBytes: setting(
    'LOG_MAX_BYTES',
    wholeNumber(10_000, 1_000_000_000),
    8_000_000,
    'Maximum size of the log lines that wait to be read. Further lines are dropped and counted.',
  ),
  memoryLimitMb: setting<number | undefined>(
    'MEMORY_LIMIT_MB',
    wholeNumber(1, 1_000_000_000),
    undefined,
    'Memory available to the gateway, in megabytes. Defaults to the limit of its container. Below 512, the gateway uses less memory and more CPU.',
  ),
} as const;
