import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Session } from '../loaders/session.ts';

/** What every resolver is handed: the loads of the request. */
export interface GatherContext {
  readonly session: Session;
}

/** A resolver of ours; the parent is checked where it is used. */
export type Resolver<Source = unknown> = GraphQLFieldResolver<Source, GatherContext, Record<string, unknown>>;

/** What resolvers made of a field's arguments and selection, by request and field. */
const remembered = new WeakMap<Session, Map<object, unknown>>();

/**
 * Reads a field's arguments once in a request, however many parents it is resolved for: they are the same for all of
 * them. Executors hand every parent the same array of field nodes, which is what the field is known by.
 */
export function remember<T>(session: Session, info: GraphQLResolveInfo, read: () => T): T {
  let plans = remembered.get(session);
  if (plans === undefined) remembered.set(session, (plans = new Map()));
  const known = plans.get(info.fieldNodes);
  if (known !== undefined) return known as T; // the same field is read by the same resolver
  const plan = read();
  plans.set(info.fieldNodes, plan);
  return plan;
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
