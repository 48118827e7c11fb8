import type { Change } from '../../model/change.ts';

/** Names the arguments that hold the data of a change, for a message. Those of a delete say which rows. */
export function describeArgument(change: Change | undefined): string {
  switch (change?.kind) {
    case 'upsert':
      return 'Arguments "create" and "update"';
    case 'delete':
      return `Argument "${change.where.path}"`;
    case 'deleteMany':
      return 'Argument "where"';
    case 'create':
    case 'createMany':
    case 'update':
    case 'updateMany':
    case undefined:
      return 'Argument "data"';
  }
}
