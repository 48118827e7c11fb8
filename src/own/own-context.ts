import type { Log } from '../log.ts';
import type { KeyOf, Loose, ModelName, OwnPrisma, RowOf, OwnViewer } from './register.ts';

/** The rows of a statement. For a write they are none, and the counts are set. */
export type SqlRows<Row = Loose> = readonly Row[] & {
  readonly affectedRows: number;
  readonly insertId: string | undefined;
};

/** The means that own code is given. They end with the call that they are given to. */
export interface OwnContext {
  /** The values of the viewer by their names, and the roles. Null if the request is anonymous. */
  readonly viewer: OwnViewer;
  /** Is aborted at the deadline of the field or the request, and when the client goes away. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /**
   * Loads rows by their keys, in the order of the keys. A row that does not exist is null. Without
   * `columns`, a row has all of them.
   */
  readonly load: <
    Name extends ModelName,
    Column extends keyof RowOf<Name> & string = keyof RowOf<Name> & string,
  >(
    model: Name,
    keys: readonly KeyOf<Name>[],
    columns?: readonly Column[],
  ) => Promise<readonly (Pick<RowOf<Name>, Column> | null)[]>;
  /**
   * Answers a document of this API, in the same session and transaction. Rejects with the first error of
   * the answer.
   */
  readonly graphql: <Data = Loose>(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Data>;
  /**
   * Runs a statement: a SELECT in a query, and in a mutation a write as well. Each `${value}` becomes a
   * parameter, and a list becomes several.
   */
  readonly sql: <Row = Loose>(
    texts: TemplateStringsArray,
    ...values: readonly unknown[]
  ) => Promise<SqlRows<Row>>;
  /** Runs work once the request has succeeded: after the commit, in a mutation. Its errors are logged. */
  readonly after: (work: () => unknown) => void;
  /** The user's own Prisma client on the same pool. Undefined unless one is given. */
  readonly prisma: OwnPrisma;
}
