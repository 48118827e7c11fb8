import { ClientError } from '../client-error.ts';

/**
 * Builds the error of a request without valid credentials. The reason is for the client, so it has no part
 * of a token.
 */
export function refuseCredentials(reason: string): ClientError {
  const challenge = `Bearer realm="graphql", error="invalid_token", error_description="${reason}"`;
  return new ClientError('UNAUTHENTICATED', reason, {
    status: 401,
    headers: { 'www-authenticate': challenge },
  });
}

/** Builds the error of an anonymous request, if the gateway answers none. */
export function refuseAnonymous(): ClientError {
  return new ClientError('UNAUTHENTICATED', 'The request needs credentials, and has none.', {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="graphql"' },
  });
}

/** Builds the error of a token whose issuer's keys cannot be loaded. */
export function reportKeysAway(retryAfterMs: number): ClientError {
  return new ClientError(
    'AUTHENTICATION_UNAVAILABLE',
    'The keys that verify tokens cannot be loaded; try again later.',
    { status: 503, headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))) } },
  );
}
