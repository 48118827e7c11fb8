import { databaseDownAtStart } from './database-down-at-start.ts';
import { databaseDownForAMinute } from './database-down-for-a-minute.ts';
import { databaseKilledIdle } from './database-killed-idle.ts';
import { databaseKilledInQuery } from './database-killed-in-query.ts';
import type { Fault } from './fault.ts';
import { idleConnectionClosed } from './idle-connection-closed.ts';
import { lostCommit } from './lost-commit.ts';
import { poolTaken } from './pool-taken.ts';

/** Every fault that the gateway is held against, in the order of the table. */
export const faults: readonly Fault[] = [
  databaseDownAtStart,
  databaseKilledIdle,
  databaseKilledInQuery,
  databaseDownForAMinute,
  lostCommit,
  idleConnectionClosed,
  poolTaken,
];
