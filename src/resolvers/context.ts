import type { FieldNode, GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Session } from '../loaders/session.ts';
import type { Selection } from './look-ahead.ts';
import type { PageLimits } from './read-page.ts';

/** What every resolver is handed: the loads of the request. */
export interface GatherContext {
  readonly session: Session;
}

/** A resolver of ours; the parent is checked where it is used. */
export type Resolver<Source = unknown> = GraphQLFieldResolver<Source, GatherContext, Record<string, unknown>>;

/** What resolvers made of a field's arguments and selection, by request and field. */
const remembered = new WeakMap<Session, Map<FieldNode | string, unknown>>();

/** The field that is resolved: of which request, what is selected of it, and where it stands, which only a trace tells. */
export interface FieldPlace {
  readonly session: Session;
  readonly selection: Selection;
  readonly path: string | undefined;
  readonly limits: PageLimits;
}

/** The place of the field that a resolver is called for. */
export function fieldPlaceOf(session: Session, info: GraphQLResolveInfo, limits: PageLimits): FieldPlace {
  return { session, selection: info, path: tracePath(session, info), limits };
}

/**
 * Reads a field's arguments and selection once in a request, however many parents it is resolved for: they are the same
 * for all of them. A field is known by its nodes in the document, and by its path where that is traced.
 */
export function remember<T>({ session, selection, path }: FieldPlace, read: () => T): T {
  const { fieldNodes } = selection;
  const [node] = fieldNodes;
  const field = node && fieldNodes.length === 1 && path === undefined ? node : nameField(fieldNodes, path);
  let plans = remembered.get(session);
  if (plans === undefined) remembered.set(session, (plans = new Map()));
  const known = plans.get(field);
  if (known !== undefined) return known as T; // the same field is read by the same resolver
  const plan = read();
  plans.set(field, plan);
  return plan;
}

const nodeNumbers = new WeakMap<FieldNode, number>();
let numberedNodes = 0;

function nameField(nodes: readonly FieldNode[], path = ''): string {
  const numbers = nodes.map((node) => {
    let number = nodeNumbers.get(node);
    if (number === undefined) nodeNumbers.set(node, (number = numberedNodes++));
    return number;
  });
  return `${numbers.join()} ${path}`;
}

/** The field's place in the document, for the trace: `users.nodes.posts`, without the positions in lists. */
export function tracePath(session: Session, info: GraphQLResolveInfo): string | undefined {
  if (!session.traced) return undefined;
  const names: string[] = [];
  for (let path: GraphQLResolveInfo['path'] | undefined = info.path; path; path = path.prev) {
    if (typeof path.key === 'string') names.unshift(path.key);
  }
  return names.join('.');
}
