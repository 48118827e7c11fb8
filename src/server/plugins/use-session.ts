import type { Plugin } from 'graphql-yoga';
import type { RequestContext, RequestSession } from '../exchange.ts';

/** Opens the session of one request. */
export type OpenSession = (options: { readonly traced: boolean }) => RequestSession;

/** The context of a request once its session is open; resolvers read `context.session`. */
export interface SessionContext extends RequestContext {
  readonly session: RequestSession;
}

/**
 * Gives each request a session of its own, so that nothing loaded for one is seen by another, and gives it up
 * when the client goes away or the deadline passes.
 */
export function useSession(openSession: OpenSession): Plugin<SessionContext> {
  return {
    onContextBuilding({ context, extendContext }) {
      const { exchange } = context;
      const session = openSession({ traced: exchange.traced });
      exchange.onGivenUp((reason) => session.abort(reason));
      exchange.session = session;
      extendContext({ session });
    },
  };
}
