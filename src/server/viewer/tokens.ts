import { hash } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { TokenSource } from '../../rules/viewer/token-source.ts';
import { ClientError } from '../client-error.ts';
import { refuseCredentials } from './refuse-viewer.ts';

/** The tokens of one issuer, with the finder of their keys. */
export interface Issuer {
  readonly source: TokenSource;
  readonly find: JWTVerifyGetKey;
}

/** The maximum length of a token. */
const tokenMaxBytes = 8_192;
/** The time for which a verified token is kept. */
const keptMs = 60_000;
/** The maximum number of verified tokens that are kept, and of their bytes. */
const keptMax = 10_000;
const keptMaxBytes = 16_000_000;
/** The maximum number of keys that are tried if a token does not name one. */
const keysMax = 10;
/** The usual values of the header `typ`, in the short form. */
const usualTypes = ['jwt', 'at+jwt'];

interface VerifiedToken {
  readonly claims: JWTPayload;
  readonly until: number;
  readonly bytes: number;
}

/** Verifies tokens, and keeps the claims of verified ones for a minute. */
export class Tokens {
  readonly #issuers: readonly Issuer[];
  readonly #now: () => number;
  /** By their hashes, so that no token stays in memory. */
  readonly #verified = new LRUCache<string, VerifiedToken>({
    max: keptMax,
    maxSize: keptMaxBytes,
    sizeCalculation: ({ bytes }) => bytes,
  });

  constructor(issuers: readonly Issuer[], now: () => number) {
    this.#issuers = issuers;
    this.#now = now;
  }

  /**
   * Returns the claims of a token, at once if it was verified a moment ago.
   * @throws ClientError with 401 or 503.
   */
  read(token: string): JWTPayload | Promise<JWTPayload> {
    if (token.length > tokenMaxBytes)
      throw refuseCredentials(`The token is longer than ${tokenMaxBytes} bytes.`);
    const key = hash('sha256', token, 'base64');
    const kept = this.#verified.get(key);
    if (kept !== undefined && kept.until > this.#now()) return kept.claims;
    return this.#verify(token, key);
  }

  async #verify(token: string, key: string): Promise<JWTPayload> {
    try {
      const claims = await verify(token, this.#findIssuer(token), this.#now());
      const { exp = Infinity } = claims;
      const until = Math.min(exp * 1_000, this.#now() + keptMs);
      this.#verified.set(key, { claims: Object.freeze(claims), until, bytes: token.length });
      return claims;
    } catch (error) {
      throw error instanceof ClientError ? error : refuseCredentials(describeFault(error));
    }
  }

  /** Finds the issuer that the token names. Its claims are not verified yet. */
  #findIssuer(token: string): Issuer {
    const [only, ...others] = this.#issuers;
    if (only !== undefined && others.length === 0) return only;
    const { iss } = decodeJwt(token);
    const issuer = this.#issuers.find(({ source }) => source.issuer === iss && iss !== undefined);
    if (issuer === undefined) throw refuseCredentials('The token is of an unknown issuer.');
    return issuer;
  }
}

async function verify(token: string, { source, find }: Issuer, now: number): Promise<JWTPayload> {
  const { algorithms, issuer, audience, needsExpiry, type } = source;
  const options = {
    algorithms: [...algorithms],
    requiredClaims: needsExpiry ? ['exp'] : [],
    currentDate: new Date(now),
    ...(issuer === undefined ? undefined : { issuer }),
    ...(audience === undefined ? undefined : { audience: [...audience] }),
    ...(type === undefined ? undefined : { typ: type }),
  };
  const { payload, protectedHeader } = await jwtVerify(token, find, options).catch(async (error: unknown) => {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    let tried = 0;
    for await (const key of error) {
      if ((tried += 1) > keysMax) break;
      try {
        return await jwtVerify(token, key, options);
      } catch (reason) {
        if (!(reason instanceof errors.JWSSignatureVerificationFailed)) throw reason;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  });
  const { typ } = protectedHeader;
  const shortType = typ?.toLowerCase().replace(/^application\//, '');
  if (type === undefined && shortType !== undefined && !usualTypes.includes(shortType))
    throw refuseCredentials('The token is of another type than JWT or at+jwt.');
  return payload;
}

/** Describes why a token is refused, without a part of it. */
function describeFault(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'nbf' && error.reason === 'check_failed'
      ? 'The token is not valid yet.'
      : `The token has no ${error.claim}, or another one than expected.`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'The token is not signed by a known key.';
  return error instanceof errors.JOSEAlgNotAllowed
    ? 'The token is signed by an algorithm that is not allowed.'
    : 'The token is malformed.';
}
