import type { Plugin } from 'graphql-yoga';
import type { ViewerData } from '../../rules/viewer.ts';
import type { RequestContext, RequestSession } from '../exchange.ts';

/** Opens the session of one request. */
export type OpenSession = (options: {
  readonly traced: boolean;
  /** The viewer of the request. Null, or absent, if it is anonymous. */
  readonly viewer?: ViewerData | null;
}) => RequestSession;

/** The context of a request with an open session, which execution reads as `context.session`. */
export interface SessionContext extends RequestContext {
  readonly session: RequestSession;
  /** Null if the request is anonymous. */
  readonly viewer: ViewerData | null;
}

/**
 * Opens a session for each request, so that no request sees what another one has loaded. Ends it when the
 * client goes away or the deadline passes.
 */
export function useSession(openSession: OpenSession): Plugin<SessionContext> {
  return {
    onContextBuilding({ context, extendContext }) {
      const { exchange } = context;
      const { traced, viewer } = exchange;
      const session = openSession({ traced, viewer });
      exchange.onGivenUp((reason) => session.abort(reason));
      exchange.session = session;
      extendContext({ session, viewer });
    },
  };
}
