import type { Session } from '../loaders/session.ts';
import { emptyKey, type Figures, type Key, type Row, type RowsShape } from '../model/load.ts';
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

  /** The page and what lies beside it. */
  async page(): Promise<Page> {
    const { size, page } = this.#plan;
    const rows = await this.#load();
    const isCut = rows.length > size;
    return {
      rows: cutPage(rows, this.#plan),
      hasNextPage: goesOn(page, isCut),
      hasPreviousPage: comesFrom(page, isCut),
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

/** Whether rows follow a page: the side of a cursor goes on; where the page was cut, the row too many tells. */
export function goesOn({ backward, before }: RowsShape, isCut: boolean): boolean {
  return before !== undefined || (isCut && !backward);
}

/** The same of the rows before it. */
export function comesFrom({ backward, after }: RowsShape, isCut: boolean): boolean {
  return after !== undefined || (isCut && backward);
}

/** What is to be told of no rows: every other figure is null. */
export const noFigures: Figures = { count: 0 };

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
