import { badRow } from './bad-row.ts';
import { certificationConflict } from './certification-conflict.ts';
import { clientGone } from './client-gone.ts';
import { columnDropped } from './column-dropped.ts';
import { connectAndAbort } from './connect-and-abort.ts';
import { databaseDownAtStart } from './database-down-at-start.ts';
import { databaseDownForAMinute } from './database-down-for-a-minute.ts';
import { databaseKilledIdle } from './database-killed-idle.ts';
import { databaseKilledInQuery } from './database-killed-in-query.ts';
import { deadlock } from './deadlock.ts';
import type { Fault } from './fault.ts';
import { frozenDatabase } from './frozen-database.ts';
import { galeraWriterKilled } from './galera-writer-killed.ts';
import { gatewayKilled } from './gateway-killed.ts';
import { groupConflict } from './group-conflict.ts';
import { hostileDocuments } from './hostile-documents.ts';
import { hotKey } from './hot-key.ts';
import { idleConnectionClosed } from './idle-connection-closed.ts';
import { largeBodies } from './large-bodies.ts';
import { lockWait } from './lock-wait.ts';
import { lostCommit } from './lost-commit.ts';
import { nodeNotPrimary } from './node-not-primary.ts';
import { openSubscriptions } from './open-subscriptions.ts';
import { overload } from './overload.ts';
import { parserBombs } from './parser-bombs.ts';
import { poolTaken } from './pool-taken.ts';
import { readOnlyServer } from './read-only-server.ts';
import { shutdownUnderLoad } from './shutdown-under-load.ts';
import { slowClients } from './slow-clients.ts';
import { slowQuery } from './slow-query.ts';
import { staleReplica } from './stale-replica.ts';
import { stalledEventLoop } from './stalled-event-loop.ts';
import { stuckShutdown } from './stuck-shutdown.ts';
import { timeZone } from './time-zone.ts';
import { tooManyConnections } from './too-many-connections.ts';
import { transactionTimeout } from './transaction-timeout.ts';
import { uniqueDocuments } from './unique-documents.ts';
import { unknownFields } from './unknown-fields.ts';

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
  shutdownUnderLoad,
  openSubscriptions,
  gatewayKilled,
  stuckShutdown,
  slowClients,
  largeBodies,
  hostileDocuments,
  parserBombs,
  unknownFields,
  uniqueDocuments,
  connectAndAbort,
  stalledEventLoop,
  timeZone,
  badRow,
  columnDropped,
  frozenDatabase,
  hotKey,
];
