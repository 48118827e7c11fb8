import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnsecuredJWT } from 'jose';
import { type CountedDatabase, openCountedDatabase } from '../../support/count-statements.ts';
import { seededDatabaseUrl } from '../../support/database.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { type Received, send } from '../support.ts';
import {
  audience,
  defineViewer,
  generateKey,
  issuer,
  type KeyServer,
  openKeyServer,
  secret,
  sign,
  signSecretly,
  type SigningKey,
} from './support.ts';

const lookup = '{ user(id: 1) { id } }';
const now = Math.floor(Date.now() / 1_000);
let database: CountedDatabase;
let keyServer: KeyServer;
let first: SigningKey;
let stranger: SigningKey;
let gateway: TestGateway;

beforeAll(async () => {
  database = await openCountedDatabase(seededDatabaseUrl());
  first = await generateKey('first');
  stranger = await generateKey('stranger');
  keyServer = await openKeyServer([first.jwk, (await generateKey('second')).jwk]);
  gateway = await openTestGateway({
    databaseUrl: database.url,
    viewer: defineViewer({
      token: [
        { jwks: keyServer.url, issuer, audience },
        { secret, issuer: 'https://other.example.org/', audience: [audience, 'another'] },
        { publicKey: stranger.pem, issuer: 'https://pem.example.org/', audience, type: 'at+jwt' },
      ],
    }),
  });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await keyServer[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

type Headers = Readonly<Record<string, string>>;
/** A header in a list is sent once for each value. */
type SentHeaders = Readonly<Record<string, string | string[]>>;

/** Sends a request on each HTTP path: POST of both media types, GET, and event streams by POST and GET. */
async function sendEverywhere(headers: SentHeaders, url = gateway.url): Promise<readonly Received[]> {
  const target = `${url}/graphql`;
  const body = JSON.stringify({ query: lookup });
  const query = `${target}?query=${encodeURIComponent(lookup)}`;
  // node:http takes lists, too.
  const withMore = (more: Headers): Record<string, string> =>
    ({ ...headers, ...more }) as Record<string, string>;
  const json = { 'content-type': 'application/json' };
  return await Promise.all([
    send(target, { headers: withMore(json), body }),
    send(target, { headers: withMore({ ...json, accept: 'application/graphql-response+json' }), body }),
    send(target, { headers: withMore({ ...json, accept: 'text/event-stream' }), body }),
    send(target, { headers: withMore({ ...json, accept: 'multipart/mixed' }), body }),
    send(query, { method: 'GET', headers: withMore({ 'gather-preflight': '1' }) }),
    send(query, {
      method: 'GET',
      headers: withMore({ 'gather-preflight': '1', accept: 'text/event-stream' }),
    }),
    // What is wrong besides makes no difference: the viewer comes first.
    send(target, { headers: withMore({ 'content-type': 'text/plain' }), body: 'not JSON' }),
  ]);
}

/** Sends a request everywhere. Returns what is not the refusal that was expected. */
async function findUnrefused(headers: SentHeaders, reason: RegExp): Promise<readonly unknown[]> {
  let answers: readonly Received[] = [];
  const statements = await database.countStatements(async () => {
    answers = await sendEverywhere(headers);
  });
  const unrefused = answers.filter(({ status, headers: received, json }) => {
    const [error] = json.errors ?? [];
    const challenge = /^Bearer realm="graphql", error="invalid_token", error_description="/;
    return !(
      status === 401 &&
      error?.extensions.code === 'UNAUTHENTICATED' &&
      reason.test(error.message) &&
      challenge.test(received['www-authenticate'] ?? '') &&
      !('data' in json)
    );
  });
  return answers.length === 7 && statements === 0 ? unrefused : [{ answers, statements }];
}

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });

describe('A token', () => {
  test('that is valid is the viewer on every HTTP path, and no token is nobody', async () => {
    const valid = await sign(first.privateKey, { header: { kid: 'first' } });
    const secretly = await signSecretly({
      claims: { iss: 'https://other.example.org/', sub: '8', aud: 'another' },
    });
    const pem = await sign(stranger.privateKey, {
      claims: { iss: 'https://pem.example.org/', sub: 9 },
      header: { typ: 'AT+JWT' },
    });
    for (const [headers, id] of [
      [bearer(valid), '7'],
      [{ authorization: `bEARER   ${valid} ` }, '7'],
      [bearer(secretly), '8'],
      [bearer(pem), '9'],
      [{}, undefined],
    ] as const) {
      const logged = gateway.lines.length;
      const [plain, strict, stream, , get, getStream] = await sendEverywhere(headers);
      for (const answer of [plain, strict, get]) {
        expect(answer).toMatchObject({ status: 200, json: { data: { user: { id: '1' } } } });
      }
      for (const answer of [stream, getStream]) expect(answer?.text).toContain('"user":{"id":"1"}');
      const lines = gateway.lines.slice(logged).filter(({ msg }) => msg === 'request');
      expect(lines.map(({ viewer }) => viewer)).toEqual(Array.from({ length: 7 }, () => id));
    }
    const text = JSON.stringify(gateway.lines);
    for (const token of [valid, secretly, pem]) expect(text).not.toContain(token.slice(-20));
  });

  test.each<[string, () => Promise<string> | string, RegExp]>([
    ['is none', () => 'x', /malformed|unknown issuer/],
    ['is of the algorithm none', () => unsecured(), /malformed|not allowed/],
    [
      'is signed with the public key as a secret',
      () => sign(Buffer.from(first.pem), { header: { kid: 'first' } }),
      /algorithm/,
    ],
    [
      'is signed with the public key in the configuration as a secret',
      () =>
        sign(Buffer.from(stranger.pem), {
          claims: { iss: 'https://pem.example.org/' },
          header: { typ: 'at+jwt' },
        }),
      /algorithm/,
    ],
    [
      'is signed by another key of the same name',
      () => sign(stranger.privateKey, { header: { kid: 'first' } }),
      /known key/,
    ],
    [
      'is signed by an unknown key',
      () => sign(stranger.privateKey, { header: { kid: 'stranger' } }),
      /known key/,
    ],
    ['is signed by another key, and names none', () => sign(stranger.privateKey), /known key/],
    [
      'is changed',
      async () => changed(await sign(first.privateKey, { header: { kid: 'first' } })),
      /known key/,
    ],
    ['is of an unknown issuer', () => signFirst({ iss: 'https://evil.example.org/' }), /unknown issuer/],
    ['names the issuer of another key', () => signFirst({ iss: 'https://other.example.org/' }), /algorithm/],
    ['has no issuer', () => signFirst({ iss: undefined }), /unknown issuer/],
    ['is for another audience', () => signFirst({ aud: 'another' }), /no aud/],
    ['has no audience', () => signFirst({ aud: undefined }), /no aud/],
    ['has expired', () => signFirst({ exp: now - 1 }), /expired/],
    ['never expires', () => signFirst({ exp: undefined }), /no exp/],
    ['has an expiry of another type', () => signFirst({ exp: 'tomorrow' }), /exp/],
    ['is not valid yet', () => signFirst({ nbf: now + 600 }), /not valid yet/],
    [
      'is of another type',
      () => sign(first.privateKey, { header: { kid: 'first', typ: 'logout+jwt' } }),
      /another type/,
    ],
    ['is of the usual type where another one is wanted', () => signPem({ typ: 'JWT' }), /no typ/],
    [
      'has critical parameters',
      () => sign(first.privateKey, { header: { kid: 'first', crit: ['exp'], exp: 1 } }).catch(() => 'a.b.c'),
      /./,
    ],
    [
      'is of a subject that is no user',
      () => signFirst({ sub: 'robot' }),
      /viewer.id: expected a whole number/,
    ],
    ['is of 9 KB', () => signFirst({ x: 'x'.repeat(9_000) }), /longer than 8192 bytes/],
  ])('that %s is refused on every HTTP path, before any statement', async (_name, make, reason) => {
    expect(await findUnrefused(bearer(await make()), reason)).toEqual([]);
  });

  test.each<[string, (token: string) => SentHeaders, RegExp]>([
    ['an empty one', () => ({ authorization: 'Bearer ' }), /no bearer token/],
    ['an empty header', () => ({ authorization: '' }), /no bearer token/],
    ['another scheme', () => ({ authorization: 'Basic YW5uOmh1bnRlcjI=' }), /no bearer token/],
    [
      'two in one header',
      (token) => ({ authorization: `Bearer ${token}, Bearer ${token}` }),
      /no bearer token/,
    ],
    [
      'two headers',
      (token) => ({ authorization: [`Bearer ${token}`, `Bearer ${token}`] }),
      /several authorization headers/,
    ],
  ])('that is sent as %s is refused', async (_name, build, reason) => {
    const valid = await signFirst({});
    expect(await findUnrefused(build(valid), reason)).toEqual([]);
  });

  test.each(['access_token', 'TOKEN', 'jwt', 'access%5Ftoken'])(
    'in the URL as %s is refused',
    async (name) => {
      const token = await signFirst({});
      const url = `${gateway.url}/graphql?${name}=${token}&query=${encodeURIComponent(lookup)}`;
      const answer = await send(url, { method: 'GET', headers: { 'gather-preflight': '1' } });
      expect(answer).toMatchObject({
        status: 401,
        json: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
      });
      expect(JSON.stringify(gateway.lines)).not.toContain(token.slice(-20));
    },
  );

  test('that is bad is refused before the body is read', async () => {
    // The body never comes.
    const headers = {
      'content-type': 'application/json',
      'content-length': '900000',
      expect: '100-continue',
    };
    const answer = await send(`${gateway.url}/graphql`, { headers: { ...headers, ...bearer('a.b.c') } });
    expect(answer.status).toBe(401);
  });

  test('is needed where a viewer is required', async () => {
    await using closed = await openTestGateway({
      databaseUrl: database.url,
      viewer: defineViewer({ required: true }),
    });
    const statements = await database.countStatements(async () => {
      for (const { status, headers } of await sendEverywhere({}, closed.url)) {
        expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="graphql"']);
      }
    });
    expect(statements).toBe(0);
    const answer = await closed.query(lookup, {}, { headers: bearer(await signSecretly()) });
    expect(answer).toMatchObject({ status: 200, data: { user: { id: '1' } } });
  });
});

function signFirst(claims: Readonly<Record<string, unknown>>): Promise<string> {
  return sign(first.privateKey, { claims, header: { kid: 'first' } });
}

function signPem(header: Readonly<Record<string, unknown>>): Promise<string> {
  return sign(stranger.privateKey, { claims: { iss: 'https://pem.example.org/' }, header });
}

function unsecured(): string {
  return new UnsecuredJWT({ iss: issuer, aud: audience, sub: '7', exp: now + 600 }).encode();
}

/** Changes the subject of a token, and leaves its signature. */
function changed(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return [header, Buffer.from(JSON.stringify({ ...claims, sub: '1' })).toString('base64url'), signature].join(
    '.',
  );
}
