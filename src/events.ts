import { channel, type Channel } from 'node:diagnostics_channel';

/** A statement that the database has answered, told to whoever listens (traces, metrics). */
export interface StatementEvent {
  /** The text as it was prepared; values never are part of it. */
  readonly sql: string;
  /** The method by which a page per key was read (`lateral`); undefined where the statement reads anything else. */
  readonly method: string | undefined;
  /** Keys that travelled with it. */
  readonly keys: number;
  /** Rows that came back. */
  readonly rows: number;
  /** From the first load that asked for it to its start, in milliseconds. */
  readonly waitMs: number;
  /** From its start to its answer, in milliseconds. */
  readonly runMs: number;
  /** One entry for each request that shared the statement. */
  readonly loads: readonly StatementLoad[];
}

/** One request's part in a statement. */
export interface StatementLoad {
  /** The session of the request; compared by identity only. */
  readonly session: object;
  /** The fields that asked, as paths into the answer without list positions (`users.nodes.author`). */
  readonly paths: readonly string[];
}

/**
 * Publishes a `StatementEvent` for each statement, before the loads that wait for it are answered. The publisher
 * knows no subscriber, and need not build the event while `hasSubscribers` is false.
 */
export const statementChannel = channel('gather:statement');

/** Calls `listener` for each statement until the returned subscription is disposed. */
export function subscribeToStatements(listener: (event: StatementEvent) => void): Disposable {
  // the channel carries nothing else
  return subscribe(statementChannel, (message) => listener(message as StatementEvent));
}

/** An index that a table lacks, told when a statement would have been served by it. */
export interface MissingIndexEvent {
  /** The model in the Prisma schema, and its table. */
  readonly model: string;
  readonly table: string;
  /** The fields in the order of the index. */
  readonly fields: readonly {
    readonly property: string;
    readonly column: string;
    readonly descending: boolean;
  }[];
  /** What is slow without it, in the words of a warning: `ordering by createdAt`. */
  readonly need: string;
}

/** Publishes a `MissingIndexEvent` with every statement that lacks an index; whoever listens tells it once. */
export const missingIndexChannel = channel('gather:missing-index');

/** Calls `listener` for each missing index until the returned subscription is disposed. */
export function subscribeToMissingIndexes(listener: (event: MissingIndexEvent) => void): Disposable {
  // the channel carries nothing else
  return subscribe(missingIndexChannel, (message) => listener(message as MissingIndexEvent));
}

/** Something about the database that its operator should know. */
export interface NoticeEvent {
  /** A sentence, which is the same each time; it names no values. */
  readonly text: string;
}

/** Publishes a `NoticeEvent` whenever there is reason to; the listener logs it once. */
export const noticeChannel = channel('gather:notice');

/** Calls `listener` for each notice until the returned subscription is disposed. */
export function subscribeToNotices(listener: (event: NoticeEvent) => void): Disposable {
  // the channel carries nothing else
  return subscribe(noticeChannel, (message) => listener(message as NoticeEvent));
}

/** A row that a committed transaction has written. */
export interface ChangeEvent {
  /** The model in the Prisma schema. */
  readonly model: string;
  readonly operation: 'create' | 'update' | 'delete';
  /** The values of the model's key, in wire form. Of a row whose key was changed, those that it had before. */
  readonly key: readonly (string | number | boolean)[];
}

/**
 * Publishes a `ChangeEvent` for each row that was written through the gateway, when its transaction has committed and not
 * before. What the database does by itself (cascades, triggers) is not among them, nor what another process has written.
 */
export const changeChannel = channel('gather:change');

/** Calls `listener` for each change until the returned subscription is disposed. */
export function subscribeToChanges(listener: (event: ChangeEvent) => void): Disposable {
  // the channel carries nothing else
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
