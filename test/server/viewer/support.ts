import { createServer } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { ViewerDefinition } from '../../../src/rules/viewer/viewer-definition.ts';

/** The issuer and the audience of the tests' tokens. */
export const issuer = 'https://login.example.org/';
export const audience = 'directory';
/** A secret of 32 bytes. */
export const secret = '0123456789abcdef0123456789abcdef';

/** A key pair, as a token's signer and as a key server and a configuration have it. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
  readonly pem: string;
}

/** Generates a key pair. Its public key names `kid`, unless that is undefined. */
export async function generateKey(kid: string | undefined, algorithm = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = {
    ...(await exportJWK(publicKey)),
    alg: algorithm,
    use: 'sig',
    ...(kid === undefined ? {} : { kid }),
  };
  return { privateKey, jwk, pem: await exportSPKI(publicKey) };
}

/** What a token differs in from a valid one. A claim or a header that is undefined is left out. */
export interface TokenParts {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** Signs a token of user 7. Without parts it is valid for an hour. */
export async function sign(
  key: CryptoKey | Uint8Array,
  { claims = {}, header = {} }: TokenParts = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const payload = { iss: issuer, aud: audience, sub: '7', iat: now, exp: now + 3_600, ...claims };
  const alg = key instanceof Uint8Array ? 'HS256' : 'ES256';
  return await new SignJWT(withoutUndefined(payload))
    .setProtectedHeader(withoutUndefined({ alg, ...header }) as { alg: string })
    .sign(key);
}

/** Signs with the secret of the tests. */
export function signSecretly(parts?: TokenParts): Promise<string> {
  return sign(Buffer.from(secret), parts);
}

function withoutUndefined(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** A key server. */
export interface KeyServer extends AsyncDisposable {
  readonly url: string;
  /** The keys that it answers. */
  keys: readonly JWK[];
  /** Its status. Anything except 200 has no keys. */
  status: number;
  /** How often it was asked. */
  readonly requests: number;
}

/** Opens a key server on loopback. */
export async function openKeyServer(keys: readonly JWK[]): Promise<KeyServer> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.statusCode = keyServer.status;
    response.end(keyServer.status === 200 ? JSON.stringify({ keys: keyServer.keys }) : 'no');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  const keyServer: KeyServer = {
    url: `http://127.0.0.1:${address.port}/jwks.json`,
    keys,
    status: 200,
    get requests() {
      return requests;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return keyServer;
}

/** A definition of viewers whose id is the subject of a token. */
export function defineViewer(definition: Partial<ViewerDefinition> = {}): ViewerDefinition {
  return {
    values: { id: 'User.id' },
    roles: ['admin'],
    token: { secret, issuer, audience },
    read: ({ claims }) => claims && { id: claims['sub'], roles: claims['roles'] },
    ...definition,
  };
}
