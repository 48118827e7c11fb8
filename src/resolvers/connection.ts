import type { Session } from '../loaders/session.ts';
import { emptyKey, type Figures, type Key, type Row } from '../model/load.ts';
import type { Model, Relation } from '../model/model.ts';
import { relationSource } from './connection-plan.ts';
import { type FieldPlace, fieldPlaceOf, type Resolver } from './context.ts';
import { cutPage, loadAhead, type PagePlan, planConnection } from './load-ahead.ts';
import { readKey } from './read-key.ts';
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
  readonly #plan: PagePlan;
  /** Absent where the parent refers to nothing. */
  readonly #key: Key | undefined;
  readonly #path: string | undefined;

  constructor({ session, path }: FieldPlace, plan: PagePlan, key: Key | undefined) {
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
      rows: cutPage(rows, this.#plan),
      hasNextPage: before !== undefined || (isCut && !backward),
      hasPreviousPage: after !== undefined || (isCut && backward),
    };
  }

  /** The rows of the page alone, with what is selected below them loaded; at once where all of that has happened ahead. */
  rows(): readonly Row[] | Promise<readonly Row[]> {
    const loaded = this.#load();
    if (!(loaded instanceof Promise)) return cutPage(loaded, this.#plan);
    return loaded.then(async (rows) => {
      const page = cutPage(rows, this.#plan);
      await loadAhead(this.#session, page, this.#plan.branches);
      return page;
    });
  }

  /** The figures that the document selects of the connection; `asking` is the field that needs them, for the trace. */
  figures(asking: 'totalCount' | 'aggregate'): Figures | Promise<Figures> {
    const { figures } = this.#plan;
    if (this.#key === undefined || figures === undefined) return noFigures;
    return (
      this.#session.take(figures, this.#key) ??
      this.#session.load(figures, this.#key, this.#path && `${this.#path}.${asking}`)
    );
  }

  cursor(row: Row): string {
    return this.#plan.writeCursor(row);
  }

  #load(): readonly Row[] | Promise<readonly Row[]> {
    if (this.#key === undefined) return [];
    const { page } = this.#plan;
    return this.#session.take(page, this.#key) ?? this.#session.load(page, this.#key, this.#path);
  }
}

/** What is to be told of no rows: every other figure is null. */
const noFigures: Figures = { count: 0 };

/** Resolves the list of all rows of a model. */
export function rootConnection(model: Model, limits: PageLimits): Resolver {
  const source = { model, by: [], through: undefined };
  return (_parent, given, { session }, info) => {
    const place = fieldPlaceOf(session, info, limits);
    const plan = planConnection(source, given, place);
    return new Connection(place, plan, emptyKey);
  };
}

/** Resolves the rows that a to-many relation leads to, a page for each parent. */
export function relationConnection(relation: Relation, limits: PageLimits): Resolver<Row> {
  const source = relationSource(relation);
  return (parent, given, { session }, info) => {
    const place = fieldPlaceOf(session, info, limits);
    const plan = planConnection(source, given, place);
    return new Connection(place, plan, readKey(parent, relation.from));
  };
}
