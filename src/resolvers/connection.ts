import { InternalError } from '../errors.ts';
import type { Session } from '../loaders/session.ts';
import { buildKey, emptyKey, type Figures, type Key, type Row } from '../model/load.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import type { PresentValue } from '../model/read-value.ts';
import { readConnectionPlan, relationSource, type ConnectionPlan } from './connection-plan.ts';
import { remember, tracePath, type Resolver } from './context.ts';
import type { PageLimits } from './read-page.ts';

/** A page and how it lies in its list. */
export interface Page {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

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

  /** The side on which a cursor was given goes on; on the side where the page was cut, the row too many tells. */
  async page(): Promise<Page> {
    const { size, page } = this.#plan;
    const { backward, after, before } = page;
    const rows = await this.#load();
    const isCut = rows.length > size;
    return {
      rows: this.#cut(rows),
      hasNextPage: before !== undefined || (isCut && !backward),
      hasPreviousPage: after !== undefined || (isCut && backward),
    };
  }

  /** The rows of the page alone, which is what most documents ask for. */
  rows(): Promise<readonly Row[]> {
    return this.#load().then((rows) => this.#cut(rows));
  }

  #load(): Promise<readonly Row[]> {
    if (this.#key === undefined) return Promise.resolve([]);
    return this.#session.load(this.#plan.page, this.#key, this.#path);
  }

  #cut(rows: readonly Row[]): readonly Row[] {
    const { size, page } = this.#plan;
    if (rows.length <= size) return rows;
    return page.backward ? rows.slice(rows.length - size) : rows.slice(0, size);
  }

  /** The figures that the document selects of the connection; `asking` is the field that needs them, for the trace. */
  async figures(asking: 'totalCount' | 'aggregate'): Promise<Figures> {
    const { figures } = this.#plan;
    if (this.#key === undefined || figures === undefined) return noFigures;
    return this.#session.load(figures, this.#key, this.#path && `${this.#path}.${asking}`);
  }

  cursor(row: Row): string {
    return this.#plan.writeCursor(row);
  }
}

/** What is to be told of no rows: every other figure is null. */
const noFigures: Figures = { count: 0 };

/** Resolves the list of all rows of a model. */
export function rootConnection(model: Model, limits: PageLimits): Resolver {
  const source = { model, by: [], through: undefined };
  return (_parent, given, { session }, info) => {
    const plan = remember(session, info, () => readConnectionPlan(source, given, info, limits));
    return new Connection(session, plan, emptyKey, tracePath(session, info));
  };
}

/** Resolves the rows that a to-many relation leads to, a page for each parent. */
export function relationConnection(relation: Relation, limits: PageLimits): Resolver<Row> {
  const source = relationSource(relation);
  return (parent, given, { session }, info) => {
    const plan = remember(session, info, () => readConnectionPlan(source, given, info, limits));
    return new Connection(session, plan, readKey(parent, relation.from), tracePath(session, info));
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
