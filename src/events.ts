import { channel, type Channel } from 'node:diagnostics_channel';

/** A statement that the database has answered, for traces and metrics. */
export interface StatementEvent {
  /** The text as prepared. It holds no values. */
  readonly sql: string;
  /** The method that read a page for each key (`lateral`). Undefined for any other statement. */
  readonly method: string | undefined;
  /** The number of keys in the statement. */
  readonly keys: number;
  /** The number of rows that it returned. */
  readonly rows: number;
  /** The time from its first load to its start, in milliseconds. */
  readonly waitMs: number;
  /** The time from its start to its answer, in milliseconds. */
  readonly runMs: number;
  /** One entry for each request that shared the statement. */
  readonly loads: readonly StatementLoad[];
}

/** The part of one request in a statement. */
export interface StatementLoad {
  /** The session of the request, compared only by identity. */
  readonly session: object;
  /** The fields that requested the rows, as paths without list positions (`users.nodes.author`). */
  readonly paths: readonly string[];
}

/**
 * Publishes a `StatementEvent` for each statement, before the loads that wait for it are answered. The
 * event need not be built while `hasSubscribers` is false.
 */
export const statementChannel = channel('gather:statement');

/** Calls `listener` for each statement until the subscription is disposed. */
export function subscribeToStatements(listener: (event: StatementEvent) => void): Disposable {
  // The channel carries only these events.
  return subscribe(statementChannel, (message) => listener(message as StatementEvent));
}

/** An index that would have made a statement faster, and that a table lacks. */
export interface MissingIndexEvent {
  /** The model in the Prisma schema. */
  readonly model: string;
  readonly table: string;
  /** The fields in the order of the index. */
  readonly fields: readonly {
    readonly property: string;
    readonly column: string;
    readonly descending: boolean;
  }[];
  /** The operation that is slow without it, for the log: `ordering by createdAt`. */
  readonly need: string;
}

/**
 * Publishes a `MissingIndexEvent` with every statement that lacks an index. The listener logs each one
 * once.
 */
export const missingIndexChannel = channel('gather:missing-index');

/** Calls `listener` for each missing index until the subscription is disposed. */
export function subscribeToMissingIndexes(listener: (event: MissingIndexEvent) => void): Disposable {
  // The channel carries only these events.
  return subscribe(missingIndexChannel, (message) => listener(message as MissingIndexEvent));
}

/** A fact about the database that its operator should know. */
export interface NoticeEvent {
  /** A sentence without values. The same fact always has the same sentence. */
  readonly text: string;
}

/** Publishes a `NoticeEvent` each time it applies. The listener logs it once. */
export const noticeChannel = channel('gather:notice');

/** Calls `listener` for each notice until the subscription is disposed. */
export function subscribeToNotices(listener: (event: NoticeEvent) => void): Disposable {
  // The channel carries only these events.
  return subscribe(noticeChannel, (message) => listener(message as NoticeEvent));
}

/** A row that a committed transaction has written. */
export interface ChangeEvent {
  /** The model in the Prisma schema. */
  readonly model: string;
  readonly operation: 'create' | 'update' | 'delete';
  /** The values of the model's key, in wire form. If the key was changed, those from before. */
  readonly key: readonly (string | number | boolean)[];
}

/**
 * Publishes a `ChangeEvent` for each row written through the gateway, after its transaction has
 * committed. It does not include cascades, triggers, or writes of other processes.
 */
export const changeChannel = channel('gather:change');

/** Calls `listener` for each change until the subscription is disposed. */
export function subscribeToChanges(listener: (event: ChangeEvent) => void): Disposable {
  // The channel carries only these events.
  return subscribe(changeChannel, (message) => listener(message as ChangeEvent));
}

function subscribe(to: Channel, receive: (message: unknown) => void): Disposable {
  to.subscribe(receive);
  return {
    [Symbol.dispose]() {
      to.unsubscribe(receive);
    },
  };
}
