import type { FrameworkRequest } from './node-request.ts';
import { readTargetPath } from './read-target-path.ts';

/** The paths below the endpoint that are no files of GraphiQL. */
const ownRoutes = ['/health/live', '/health/ready', '/metrics'];

/**
 * Finds the route of a path at or below an endpoint, as the handler has it: `/graphql`, its files, and the
 * probes. Returns undefined for any other path.
 */
export function findRoute(path: string, endpoint: string): string | undefined {
  const rest = endpoint === '/' ? path.replace(/^\/$/, '') : path.slice(endpoint.length);
  if (endpoint !== '/' && !path.startsWith(endpoint)) return undefined;
  if (rest !== '' && !rest.startsWith('/')) return undefined;
  return ownRoutes.includes(rest) ? rest : `/graphql${rest}`;
}

/**
 * Finds the route of a request within a framework. A router that is mounted at a path removes it from the
 * target. So the endpoint may begin anywhere within that path. Both `app.use('/api', handler)` and
 * `app.use('/api/graphql', handler)` serve `/api/graphql`.
 */
export function findMountedRoute(request: FrameworkRequest, endpoint: string): string | undefined {
  const { baseUrl = '', originalUrl, url } = request;
  const whole = readTargetPath(originalUrl ?? url);
  const first = endpoint === '/' ? baseUrl.length : 0;
  for (let start = first; start <= baseUrl.length; start = nextSlash(whole, start + 1)) {
    const route = findRoute(whole.slice(start), endpoint);
    if (route !== undefined) return route;
  }
  return undefined;
}

function nextSlash(path: string, from: number): number {
  const next = path.indexOf('/', from);
  return next === -1 ? Infinity : next;
}
