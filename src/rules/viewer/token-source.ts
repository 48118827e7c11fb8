import type { KeyObject } from 'node:crypto';

/** The key of an issuer. */
export type TokenKey =
  | { readonly kind: 'secret'; readonly secret: Uint8Array }
  | { readonly kind: 'public'; readonly key: KeyObject }
  | { readonly kind: 'jwks'; readonly url: URL };

/** The tokens of one issuer, as they were checked at start. */
export interface TokenSource {
  readonly key: TokenKey;
  /** The algorithms that the kind of key allows. */
  readonly algorithms: readonly string[];
  /** Undefined if it is waived. */
  readonly issuer: string | undefined;
  readonly audience: readonly string[] | undefined;
  readonly needsExpiry: boolean;
  /** Undefined for the usual ones. */
  readonly type: string | undefined;
}
