import type { PrismaClientLike, PrismaClients } from '../database/prisma/prisma-clients.ts';
import type { Events } from '../events.ts';
import type { ScopedSource } from './load-source.ts';
import { reportLeased } from './report-statement.ts';

/** Builds the function that lends Prisma clients on the pool, outside transactions. */
export function lendFromPool(
  prisma: PrismaClients<PrismaClientLike>,
  events: Events,
): ScopedSource['leasePrisma'] {
  return (requester, options) => {
    const report = reportLeased(events, requester, options);
    return prisma.lease({ signal: options.signal, flow: requester.flow, report });
  };
}
