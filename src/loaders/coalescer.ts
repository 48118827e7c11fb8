import { Ticket } from '../database/gate/gate.ts';
import type { Database } from '../database/open-database.ts';
import { OverloadedError, ResponseTooLargeError } from '../errors.ts';
import type { StatementEvent } from '../events.ts';
import { type Asked, noColumns, uniteColumns } from '../model/columns.ts';
import type { Answer, Key, Scoped, Shape } from '../model/load.ts';
import type { OwnResult, OwnStatement } from '../model/own-statement.ts';
import type { Topic } from '../std/topic.ts';
import type { Load, QueryOptions, Requester, ScopedSource } from './load-source.ts';
import { OpenBatches } from './open-batches.ts';

interface Member {
  /** The batch it waits in. It changes if a statement was too large for all of its members. */
  batch: Batch;
  readonly asked: Asked;
  readonly requester: Requester;
  readonly readPaths: () => readonly string[];
  readonly resolve: (answers: readonly Answer[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** The loads that will share a statement. A batch is open until its statement is sent. */
interface Batch {
  readonly shape: Scoped;
  readonly members: Set<Member>;
  readonly controller: AbortController;
  /** Its ticket at the gate. It has a turn whenever one of the requests that it serves has one. */
  readonly ticket: Ticket;
  readonly openedAt: number;
  keyCount: number;
  sent: boolean;
}

type CoalescerLimits = { readonly queueLimit: number; readonly batchMaxKeys: number };

/**
 * Joins loads of equal shape, from all requests, into one statement once a connection is free: group commit
 * for reads. A load never joins a statement that was sent, so a read after a committed write sees that
 * write.
 */
export class Coalescer implements ScopedSource {
  readonly #database: Database;
  readonly leasePrisma: ScopedSource['leasePrisma'];
  readonly #queueLimit: number;
  readonly #batchMaxKeys: number;
  /** The open batch of each shape. */
  readonly #open = new OpenBatches<Batch>();
  #waiting = 0;

  constructor(database: Database, limits: CoalescerLimits, leasePrisma?: ScopedSource['leasePrisma']) {
    this.#database = database;
    this.leasePrisma = leasePrisma;
    this.#queueLimit = limits.queueLimit;
    this.#batchMaxKeys = limits.batchMaxKeys;
  }

  /** Loads keys of a shape. Rejects at once with `OVERLOADED` if the queue is full. */
  load<S extends Shape>(
    shape: Scoped<S>,
    asked: Asked,
    requester: Requester,
    readPaths: () => readonly string[],
  ): Load<S> {
    if (this.#waiting >= this.#queueLimit) {
      return { answers: Promise.reject(this.#refuse()), leave: () => undefined };
    }
    const batch = this.#openBatch(shape);
    const { promise, resolve, reject } = Promise.withResolvers<readonly Answer<S>[]>();
    const member: Member = {
      batch,
      asked,
      requester,
      readPaths,
      resolve: (answers) => resolve(answers as readonly Answer<S>[]), // a batch answers its own shape
      reject,
    };
    this.#join(batch, member);
    return { answers: promise, leave: (reason) => this.#leave(member, reason) };
  }

  /** Runs a SELECT of own code in the turn of its request. It is never shared, since its text is its own. */
  async query(
    statement: OwnStatement,
    requester: Requester,
    { path, signal }: QueryOptions,
  ): Promise<OwnResult> {
    if (this.#waiting >= this.#queueLimit) throw this.#refuse();
    this.#waiting++;
    const openedAt = performance.now();
    try {
      requester.statements++;
      const { runMs, ...result } = await this.#database.query(
        statement,
        signal,
        new Ticket([requester.flow]),
      );
      const waitMs = performance.now() - openedAt - runMs;
      const loads = [{ session: requester, paths: [path] }];
      const measured = { keys: 0, rows: result.rows.length, waitMs, runMs };
      const event: StatementEvent = { sql: statement.text, method: undefined, ...measured, loads };
      this.#database.events.statements.publish(event);
      return result;
    } finally {
      this.#waiting--;
    }
  }

  #refuse(): OverloadedError {
    return new OverloadedError(`More than ${this.#queueLimit} loads wait for the database; try again later.`);
  }

  #openBatch(shape: Scoped): Batch {
    const open = this.#open.get(shape.id);
    if (open !== undefined && open.keyCount < this.#mostKeys(shape)) return open;
    const batch = buildBatch(shape, performance.now());
    this.#open.set(shape.id, batch);
    // Runs after the I/O of this turn, so that the loads of all its requests share a statement without a
    // timer.
    setImmediate(() => void this.#send(batch));
    return batch;
  }

  /** Bounds the keys of a batch. Lists of a whole model are a SELECT for each viewer, so few share. */
  #mostKeys({ by, rights }: Shape): number {
    const isOfViewers = by.length === 0 && rights !== undefined && rights.operands.length > 0;
    return isOfViewers ? Math.min(listViewersMax, this.#batchMaxKeys) : this.#batchMaxKeys;
  }

  #join(batch: Batch, member: Member): void {
    member.batch = batch;
    batch.members.add(member);
    batch.ticket.join(member.requester.flow);
    batch.keyCount += member.asked.keys.length;
    this.#waiting++;
  }

  async #send(batch: Batch): Promise<void> {
    if (batch.sent) return;
    let gathered = nothing;
    let sentAt = 0;
    try {
      const collect = (): Asked => {
        this.#close(batch);
        sentAt = performance.now();
        for (const requester of new Set([...batch.members].map((member) => member.requester)))
          requester.statements++;
        gathered = gather(batch.shape, batch.members);
        return gathered;
      };
      const { answers, text, method, rows, runMs } = await this.#database.select(
        batch.shape,
        collect,
        batch.controller.signal,
        batch.ticket,
      );
      const { statements } = this.#database.events;
      if (statements.hasSubscribers) {
        publish(statements, batch, {
          sql: text,
          method,
          keys: gathered.keys.length,
          rows,
          waitMs: sentAt - batch.openedAt,
          runMs,
        });
      }
      settle(batch.members, gathered, answers);
    } catch (error) {
      this.#close(batch);
      if (error instanceof ResponseTooLargeError) this.#divide(batch, gathered, error);
      else for (const member of batch.members) member.reject(error);
    }
  }

  /**
   * Repeats a statement that was too large in two halves, so that small loads do not fail because of large
   * ones. A request that needed all keys and columns fails, because no smaller statement could serve it. The
   * loads of one request stay together, so that it causes no more statements than it would alone.
   */
  #divide(batch: Batch, { keys, columns }: Asked, error: ResponseTooLargeError): void {
    const rest: (readonly Member[])[] = [];
    for (const members of Map.groupBy(batch.members, ({ requester }) => requester).values()) {
      const own = gather(batch.shape, new Set(members));
      if (own.keys.length < keys.length || own.columns.id !== columns.id) rest.push(members);
      else for (const member of members) member.reject(error);
    }
    const middle = Math.ceil(rest.length / 2);
    for (const half of [rest.slice(0, middle), rest.slice(middle)]) {
      if (half.length === 0) continue;
      const part = buildBatch(batch.shape, batch.openedAt);
      for (const member of half.flat()) this.#join(part, member);
      void this.#send(part);
    }
  }

  /** Closes a batch: no load joins it, and its loads no longer wait. */
  #close(batch: Batch): void {
    if (batch.sent) return;
    batch.sent = true;
    this.#waiting -= batch.members.size;
    if (this.#open.get(batch.shape.id) === batch) this.#open.set(batch.shape.id, undefined);
  }

  #leave(member: Member, reason: Error): void {
    const { batch } = member;
    if (!batch.members.delete(member)) return;
    member.reject(reason);
    if (!batch.sent) {
      batch.keyCount -= member.asked.keys.length;
      this.#waiting--;
    }
    if (batch.members.size === 0) {
      this.#close(batch);
      batch.controller.abort(reason);
    }
  }
}

/** The maximum number of viewers whose lists of a whole model are read by one statement. */
const listViewersMax = 64;

function buildBatch(shape: Scoped, openedAt: number): Batch {
  return {
    shape,
    members: new Set(),
    controller: new AbortController(),
    ticket: new Ticket([]),
    openedAt,
    keyCount: 0,
    sent: false,
  };
}

/**
 * The keys and columns of several members. Those of a single member keep their order and need no positions.
 */
interface Gathered extends Asked {
  /** The positions of the keys of each viewer, by the ids of the viewer's values and of the keys. */
  readonly positions?: Positions;
}

type Positions = ReadonlyMap<string | undefined, ReadonlyMap<string, number>>;

const nothing: Gathered = { keys: [], columns: noColumns };

/**
 * Gathers the keys of all members, each once, and unites their columns. The keys of one member differ
 * already.
 */
function gather({ model }: Shape, members: ReadonlySet<Member>): Gathered {
  const [first] = members;
  if (first === undefined) return nothing;
  if (members.size === 1) return first.asked;
  const columns = uniteColumns(
    model,
    Array.from(members, ({ asked }) => asked.columns),
  );
  const keys: Key[] = [];
  const positions = new Map<string | undefined, Map<string, number>>();
  const { viewer } = first.asked;
  const isShared = Array.from(members).some(({ asked }) => asked.viewer?.id !== viewer?.id);
  for (const { asked } of members) {
    let own = positions.get(asked.viewer?.id);
    if (own === undefined) positions.set(asked.viewer?.id, (own = new Map()));
    for (const key of asked.keys) {
      if (own.has(key.id)) continue;
      own.set(key.id, keys.length);
      keys.push(isShared ? { ...key, viewer: asked.viewer } : key);
    }
  }
  return { keys, columns, positions, viewer: isShared ? undefined : viewer };
}

function settle(
  members: ReadonlySet<Member>,
  { keys, positions }: Gathered,
  answers: readonly Answer[],
): void {
  if (answers.length !== keys.length)
    throw new Error(`Expected ${keys.length} answers, but got: ${answers.length}.`);
  for (const { asked, resolve } of members) {
    const own = positions?.get(asked.viewer?.id);
    // Every key of a member is among the gathered ones, so it has a position.
    resolve(own ? asked.keys.map(({ id }) => answers[own.get(id) ?? -1] as Answer) : answers);
  }
}

function publish(
  statements: Topic<StatementEvent>,
  batch: Batch,
  measured: Omit<StatementEvent, 'loads'>,
): void {
  const loads = [...batch.members].map(({ requester, readPaths }) => ({
    session: requester,
    paths: readPaths(),
  }));
  statements.publish({ ...measured, loads });
}
