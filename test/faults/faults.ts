import { groupConflict } from './group-conflict.ts';
import { readOnlyServer } from './read-only-server.ts';
import { galeraWriterKilled } from './galera-writer-killed.ts';
import { certificationConflict } from './certification-conflict.ts';
import { nodeNotPrimary } from './node-not-primary.ts';
import { staleReplica } from './stale-replica.ts';
import { gatewayKilled } from './gateway-killed.ts';
import { stuckShutdown } from './stuck-shutdown.ts';
import { slowClients } from './slow-clients.ts';
import { largeBodies } from './large-bodies.ts';
import { connectAndAbort } from './connect-and-abort.ts';
import { stalledEventLoop } from './stalled-event-loop.ts';
import { frozenDatabase } from './frozen-database.ts';
import { hotKey } from './hot-key.ts';
import { clientGone } from './client-gone.ts';
import { deadlock } from './deadlock.ts';
import { lockWait } from './lock-wait.ts';
import { overload } from './overload.ts';
import { slowQuery } from './slow-query.ts';
import { tooManyConnections } from './too-many-connections.ts';
import { transactionTimeout } from './transaction-timeout.ts';
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
  overload,
  slowQuery,
  clientGone,
  transactionTimeout,
  deadlock,
  lockWait,
  tooManyConnections,
  galeraWriterKilled,
  certificationConflict,
  groupConflict,
  nodeNotPrimary,
  staleReplica,
  readOnlyServer,
  gatewayKilled,
  stuckShutdown,
  slowClients,
  largeBodies,
  connectAndAbort,
  stalledEventLoop,
  frozenDatabase,
  hotKey,
];
