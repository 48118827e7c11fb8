import { InternalError } from '../errors.ts';
import type { Session } from '../loaders/session.ts';
import {
  buildCountShape,
  buildKey,
  buildRowsShape,
  emptyKey,
  type CountShape,
  type Key,
  type OrderTerm,
  type Row,
  type RowsShape,
} from '../model/load.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import type { PresentValue } from '../model/read-value.ts';
import { remember, tracePath, type Resolver } from './context.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { readFilter } from './read-filter.ts';
import { readOrder } from './read-order.ts';
import { readPageSize, type PageLimits } from './read-page.ts';
import { selectedWideFields } from './selected-wide-fields.ts';

/** What the arguments of a connection ask for, whoever its parent is. */
interface ConnectionPlan {
  readonly first: number;
  /** One row more than the page holds, which tells whether there is a next page. */
  readonly page: RowsShape;
  readonly total: CountShape;
}

/** A page and where it ends. */
interface Page {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
}

const emptyPage: Page = { rows: [], hasNextPage: false };

/** A list as GraphQL clients page through it. Loads what is asked of it and nothing else. */
export class Connection {
  readonly #session: Session;
  readonly #plan: ConnectionPlan;
  /** Absent where the parent refers to nothing. */
  readonly #key: Key | undefined;
  readonly #path: string | undefined;

  constructor(session: Session, plan: ConnectionPlan, key: Key | undefined, path: string | undefined) {
    this.#session = session;
    this.#plan = plan;
    this.#key = key;
    this.#path = path;
  }

  get hasPreviousPage(): boolean {
    return this.#plan.page.after !== undefined;
  }

  async page(): Promise<Page> {
    if (this.#key === undefined) return emptyPage;
    const { first, page } = this.#plan;
    const rows = await this.#session.load(page, this.#key, this.#path);
    return rows.length > first
      ? { rows: rows.slice(0, first), hasNextPage: true }
      : { rows, hasNextPage: false };
  }

  async totalCount(): Promise<number> {
    if (this.#key === undefined) return 0;
    return this.#session.load(this.#plan.total, this.#key, this.#path && `${this.#path}.totalCount`);
  }

  cursor(row: Row): string {
    return writeCursor(this.#plan.page.model, this.#plan.page.orderBy, row);
  }
}

/** Resolves the list of all rows of a model. */
export function rootConnection(model: Model, limits: PageLimits): Resolver {
  return (_parent, given, { session }, info) => {
    const plan = remember(session, info, () =>
      readPlan(model, [], given, selectedWideFields(model, info, toRows), limits),
    );
    return new Connection(session, plan, emptyKey, tracePath(session, info));
  };
}

/** Resolves the rows that a to-many relation leads to, a page for each parent. */
export function relationConnection(relation: Relation, limits: PageLimits): Resolver<Row> {
  const { target, from, to } = relation;
  return (parent, given, { session }, info) => {
    const plan = remember(session, info, () =>
      readPlan(target, to, given, selectedWideFields(target, info, toRows), limits),
    );
    return new Connection(session, plan, readKey(parent, from), tracePath(session, info));
  };
}

/** The key that a row's fields make; nothing where one of them is null, since NULL refers to nothing. */
export function readKey(row: Row, fields: readonly Field[]): Key | undefined {
  const values: PresentValue[] = [];
  for (const { name } of fields) {
    const value = row[name];
    if (value === null) return undefined;
    if (value instanceof Error) throw value;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new InternalError(`Expected a key in ${name}, but got ${typeof value}.`);
    }
    values.push(value);
  }
  return buildKey(values);
}

/** Where a connection's rows are selected. */
const toRows = [['nodes'], ['edges', 'node']];

function readPlan(
  model: Model,
  by: readonly Field[],
  given: Readonly<Record<string, unknown>>,
  wideSelected: readonly Field[],
  limits: PageLimits,
): ConnectionPlan {
  const first = readPageSize(given['first'], limits);
  const orderBy = readOrder(model, given['orderBy']);
  const where = isGiven(given['where']) ? readFilter(model, given['where']) : undefined;
  const after = isGiven(given['after'])
    ? readCursor(model, orderBy, 'after', String(given['after']))
    : undefined;
  const wide = withOrderFields(model, wideSelected, orderBy);
  return {
    first,
    page: buildRowsShape({ model, by, where, orderBy, limit: first + 1, after, wide }),
    total: buildCountShape({ model, by, where }),
  };
}

/** An argument given as null is one that is not given. */
function isGiven(argument: unknown): boolean {
  return argument !== undefined && argument !== null;
}

/** Cursors are made of the fields ordered by, so these are read too. */
function withOrderFields(
  model: Model,
  wide: readonly Field[],
  orderBy: readonly OrderTerm[],
): readonly Field[] {
  const ordered = new Set(
    orderBy.map(({ field }) => field).filter((field) => field.wide && !wide.includes(field)),
  );
  return ordered.size === 0
    ? wide
    : model.fields.filter((field) => ordered.has(field) || wide.includes(field));
}
