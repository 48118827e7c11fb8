/**
 * A viewer as a configuration writes it: the declared values by their names, and `roles`. A value that is
 * absent or null is lacking. Null instead of a viewer means that the request is anonymous.
 */
export type GivenViewer = Readonly<Record<string, unknown>> | null | undefined;

/** Everything that a request says of its viewer, once it has been verified. */
export interface ViewerCredentials {
  /** The claims of the verified token. Undefined if the request has none. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  /** The headers, if one of `TRUSTED_PROXIES` has sent the request. Otherwise it is empty. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A claim that tokens must have, unless it is waived. */
export type RequiredClaim = 'exp' | 'iss' | 'aud';

/** The tokens of one issuer, and the key that verifies them: `secret`, `publicKey` or `jwks`. */
export interface TokenDefinition {
  /** A shared secret of at least 32 bytes, for HS256, HS384 and HS512. */
  readonly secret?: string | Uint8Array | undefined;
  /** A public key in PEM, for RS, PS, ES or EdDSA as its kind allows. */
  readonly publicKey?: string | undefined;
  /** The URL of a JSON Web Key Set, which is reloaded every 10 minutes. */
  readonly jwks?: string | undefined;
  /** The claim `iss` of the tokens. */
  readonly issuer?: string | undefined;
  /** The claim `aud` of the tokens, or several of which one is enough. */
  readonly audience?: string | readonly string[] | undefined;
  /** The header `typ` of the tokens. By default `JWT`, `at+jwt` or none. */
  readonly type?: string | undefined;
  /** Claims that the tokens need not have. */
  readonly waive?: readonly RequiredClaim[] | undefined;
}

/** Keys of programs, which are rows of a model. */
export interface ApiKeyDefinition {
  /** The header that has the key. */
  readonly header: string;
  /** The model of the keys. */
  readonly model: string;
  /** The unique field with the hash of the key: hexadecimal digits in lower case, or bytes. */
  readonly key: string;
  readonly hash: 'sha256';
  /** Reads the viewer of a row. Null refuses the key. */
  readonly viewer: (row: Readonly<Record<string, unknown>>) => GivenViewer | Promise<GivenViewer>;
}

/** The row of the viewer, which has today's roles. */
export interface ViewerRowDefinition {
  readonly model: string;
  /** The unique field by which the row is loaded. A value of the viewer must be typed as it. */
  readonly key: string;
  /** Reads the roles of a row. They replace those that the viewer has otherwise. */
  readonly roles: (row: Readonly<Record<string, unknown>>) => readonly string[] | Promise<readonly string[]>;
}

/** The definition of viewers: who sends a request. */
export interface ViewerDefinition {
  /** The field that each value is typed as, such as `'User.id'`. A list of values has it in a list. */
  readonly values?: Readonly<Record<string, string | readonly [string]>> | undefined;
  /** All roles. Others that a viewer has do not count. */
  readonly roles?: readonly string[] | undefined;
  readonly token?: TokenDefinition | readonly TokenDefinition[] | undefined;
  /** Reads the viewer of a request. Null means that it is anonymous. */
  readonly read?: ((credentials: ViewerCredentials) => GivenViewer | Promise<GivenViewer>) | undefined;
  readonly apiKey?: ApiKeyDefinition | undefined;
  readonly row?: ViewerRowDefinition | undefined;
  /** Viewers for tests and for development. */
  readonly samples?: Readonly<Record<string, GivenViewer>> | undefined;
  /** Refuses anonymous requests. */
  readonly required?: boolean | undefined;
}
