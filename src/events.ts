import { Topic } from './std/topic.ts';

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

/** A call of a field of the user's own that has ended, for traces and metrics. */
export interface OwnCallEvent {
  /** The names of the field's type and itself: `User.avatar`. */
  readonly field: string;
  /** The session of the request, compared only by identity. */
  readonly session: object;
  /** The fields that requested it, as paths without list positions. */
  readonly paths: readonly string[];
  /** The number of rows that it was given. A field of Query or Mutation has none. */
  readonly rows: number;
  /** False if the field answers one row after the other. */
  readonly isBatched: boolean;
  /** The time from its start to its end, in milliseconds. */
  readonly runMs: number;
  readonly hasFailed: boolean;
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
  /** The advice if an ordinary index of the fields would not help. */
  readonly advice?: string;
}

/** A fact about the database that its operator should know. */
export interface NoticeEvent {
  /** A sentence without values. The same fact always has the same sentence. */
  readonly text: string;
}

/** A row that a committed transaction has written, or rows that the database changed together with it. */
export interface ChangeEvent {
  /** The model in the Prisma schema. */
  readonly model: string;
  readonly operation: 'create' | 'update' | 'delete';
  /**
   * The values of the model's key, in wire form. If the key was changed, those from before. Undefined for
   * rows that a foreign key of the database has deleted or updated (`ON DELETE CASCADE` and the like). Any
   * row of the model may be one of them.
   */
  readonly key: readonly (string | number | boolean)[] | undefined;
}

/**
 * The events of one gateway. Lower floors publish them, and metrics, traces and the log subscribe. Gateways
 * of one process never hear each other.
 */
export class Events {
  /**
   * Each statement, before the loads that wait for it are answered. The event need not be built while
   * nobody is subscribed.
   */
  readonly statements = new Topic<StatementEvent>();
  /** Each call of a field of the user's own, when it has ended. */
  readonly ownCalls = new Topic<OwnCallEvent>();
  /** A missing index with every statement that lacks it. The listener logs each one once. */
  readonly missingIndexes = new Topic<MissingIndexEvent>();
  /** A notice each time it applies. The listener logs it once. */
  readonly notices = new Topic<NoticeEvent>();
  /**
   * Each row written through the gateway, after its transaction has committed, and each model of whose rows
   * foreign keys have changed some. Triggers and writes of other processes are not among them.
   */
  readonly changes = new Topic<ChangeEvent>();
}
