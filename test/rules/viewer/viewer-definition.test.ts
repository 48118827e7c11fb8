import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../../src/config.ts';
import { readGeneratedModel } from '../../../src/gateway.ts';
import { readViewerSource } from '../../../src/rules/viewer/read-viewer-source.ts';

const models = await readGeneratedModel();
const config = readConfig({});
const secret = 'x'.repeat(32);
const good = { secret, issuer: 'a', audience: 'b' };

function readFaults(given: unknown): readonly string[] {
  try {
    readViewerSource(given, models, config);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults;
  }
}

/** Reads the faults of a definition of tokens. */
function readTokenFaults(token: unknown): readonly string[] {
  return readFaults({ token, read: () => null });
}

const pem = (kind: 'rsa' | 'ec' | 'ed25519', options: object = {}): string =>
  generateKeyPairSync(kind as 'rsa', options as { modulusLength: number }).publicKey.export({
    type: 'spki',
    format: 'pem',
  }) as string; // the types know each kind by itself

describe('A definition of viewers', () => {
  test('is refused with all faults at once, each with its path', () => {
    expect(
      readFaults({
        values: {
          id: 'User.nothing',
          team: 'Team',
          ids: ['User.id', 'Team.id'],
          roles: 'User.id',
          'a-b': 'User.id',
        },
        roles: ['anyone'],
        token: { secret: 'short', issuer: '', audience: 7, waive: ['sub'], algorithm: 'none' },
        read: 'claims.sub',
        apiKey: { header: 'Authorization', model: 'Nothing', hash: 'md5', viewer: null },
        row: { model: 'User', key: 'name', roles: [] },
        samples: { ann: { id: 7 } },
        required: 'yes',
        tokens: [],
      }),
    ).toEqual([
      'viewer.tokens: expected one of values, roles, token, read, apiKey, row, samples, required, got tokens (did you mean token?)',
      `viewer.values.id: expected a field of a model such as 'User.id', or one in a list for a list of values, got "User.nothing"`,
      `viewer.values.team: expected a field of a model such as 'User.id', or one in a list for a list of values, got "Team"`,
      `viewer.values.ids: expected a field of a model such as 'User.id', or one in a list for a list of values, got a list`,
      'viewer.values.roles: expected a name of letters and digits other than roles and values, got "roles"',
      'viewer.values.a-b: expected a name of letters and digits other than roles and values, got "a-b"',
      "viewer.roles: expected names other than the words of rules, got 'anyone'",
      'viewer.token.algorithm: expected one of secret, publicKey, jwks, issuer, audience, type, waive, got algorithm',
      "viewer.token.waive: expected a list of 'exp', 'iss', 'aud', got a text",
      'viewer.token.issuer: expected a text, got an empty text',
      'viewer.token.audience: expected a text or a list of texts, got a number',
      'viewer.token.secret: expected a secret of at least 32 bytes, got 5 bytes',
      'viewer.read: expected a function, got a text',
      'viewer.required: expected true or false, got a text',
      'viewer.apiKey.header: expected the name of a header such as x-api-key, got "Authorization"',
      `viewer.apiKey.hash: expected 'sha256', got "md5"`,
      'viewer.apiKey.viewer: expected a function of the row, got null',
      'viewer.apiKey.model: expected a model, got "Nothing"',
      'viewer.row.roles: expected a function of the row, got a list',
      'viewer.row.key: expected a unique field of User, got "name"',
      'viewer.samples.ann: expected roles, a-b, roles, got "id"',
    ]);
  });

  test.each<[unknown, string]>([
    [null, 'viewer: expected an object, got null'],
    [[], 'viewer: expected an object, got a list'],
    [{}, 'viewer: expected token, read or apiKey, which say who sends a request, got none'],
    [
      { token: good },
      'viewer.read: expected a function that reads the viewer of the claims of a token, got none',
    ],
    [
      { read: () => null, row: { model: 'User', key: 'id', roles: () => [] } },
      "viewer.row.key: expected a field that one of viewer.values is typed as ('User.id'), got none",
    ],
    [
      { read: () => null, values: { id: 'User.id' }, samples: { ann: { id: 'robot' } } },
      'viewer.samples.ann.id: expected a whole number from -2147483648 to 2147483647, without leading zeros, got a text',
    ],
  ])('is refused: %j', (given, fault) => {
    expect(readFaults(given)).toEqual([fault]);
  });

  test.each<[string, unknown, RegExp]>([
    [
      'no key',
      { issuer: 'a', audience: 'b' },
      /^viewer.token: expected one of secret, publicKey and jwks, got none$/,
    ],
    ['two keys', { ...good, jwks: 'https://a.example/' }, /^viewer.token: .*, got secret and jwks$/],
    ['a variable that is not set', { ...good, secret: undefined }, /^viewer.token.secret: .*, got none$/],
    [
      'a key in PEM as a secret',
      { ...good, secret: pem('ec', { namedCurve: 'P-256' }) },
      /^viewer.token.secret: .*, got a key in PEM$/,
    ],
    ['no issuer', { secret, audience: 'b' }, /^viewer.token.issuer: .*waive: \['iss'\], got none$/],
    ['no audience', { secret, issuer: 'a' }, /^viewer.token.audience: .*waive: \['aud'\], got none$/],
    [
      'a claim that is given and waived',
      { ...good, waive: ['iss'] },
      /^viewer.token.waive: expected no 'iss'/,
    ],
    [
      'a weak key',
      { publicKey: pem('rsa', { modulusLength: 1_024 }), issuer: 'a', audience: 'b' },
      /got a key of the kind rsa 1024 bits$/,
    ],
    [
      'another curve',
      { publicKey: pem('ec', { namedCurve: 'secp256k1' }), issuer: 'a', audience: 'b' },
      /got a key of the kind ec secp256k1$/,
    ],
    [
      'a private key',
      { publicKey: '-----BEGIN PRIVATE KEY-----', issuer: 'a', audience: 'b' },
      /got a private key$/,
    ],
    ['a text that is no key', { publicKey: 'x', issuer: 'a', audience: 'b' }, /got a text that is none$/],
    [
      'an address without TLS',
      { jwks: 'http://a.example/', issuer: 'a', audience: 'b' },
      /^viewer.token.jwks: .*https/,
    ],
    ['no address', { jwks: '', issuer: 'a', audience: 'b' }, /^viewer.token.jwks: .*, got an empty text$/],
    ['an empty list', [], /^viewer.token: expected at least one issuer/],
    [
      'two keys of one issuer',
      [good, { ...good, audience: 'c' }],
      /^viewer.token\[1\].issuer: .*, got "a" again$/,
    ],
    [
      'several issuers without names',
      [good, { secret, audience: 'b', waive: ['iss'] }],
      /^viewer.token\[1\].waive: /,
    ],
  ])('is refused for a token with %s', (_name, token, fault) => {
    const faults = readTokenFaults(token);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
    expect(faults.join()).not.toContain(secret);
  });

  test.each<[string, unknown, readonly string[]]>([
    ['32 bytes', { secret }, ['HS256']],
    ['64 bytes', { secret: Buffer.alloc(64, 1) }, ['HS256', 'HS384', 'HS512']],
    [
      'RSA',
      { publicKey: pem('rsa', { modulusLength: 2_048 }) },
      ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
    ],
    ['P-384', { publicKey: pem('ec', { namedCurve: 'P-384' }) }, ['ES384']],
    ['Ed25519', { publicKey: pem('ed25519') }, ['EdDSA', 'Ed25519']],
  ])('allows the algorithms of its kind of key: %s', (_name, key, algorithms) => {
    const token = { ...(key as object), waive: ['exp', 'iss', 'aud'] };
    const source = readViewerSource({ token, read: () => null }, models, config);
    expect(source?.tokens[0]).toMatchObject({ algorithms, issuer: undefined, needsExpiry: false });
  });
});
