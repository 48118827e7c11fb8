import { describe, expect, test } from 'vitest';
import { Tokens } from '../../../src/server/viewer/tokens.ts';
import { RemoteKeys } from '../../../src/server/viewer/remote-keys.ts';
import { buildLog } from '../../../src/log.ts';
import { readTokenDefinitions } from '../../../src/rules/viewer/read-token-definition.ts';
import {
  audience,
  generateKey,
  issuer,
  type KeyServer,
  openKeyServer,
  sign,
  type SigningKey,
} from './support.ts';

const minute = 60_000;

/** Keys of a key server with a clock that the test moves. */
function openKeys(keyServer: KeyServer, staleMaxMs = 60 * minute) {
  const clock = { now: Date.now() };
  const lines: { readonly msg: string }[] = [];
  const log = buildLog({
    level: 'info',
    destination: { write: (line) => void lines.push(JSON.parse(line) as { msg: string }) },
  });
  const now = (): number => clock.now;
  const keys = new RemoteKeys({ url: new URL(keyServer.url), staleMaxMs, log, now });
  const faults: string[] = [];
  const [source] = readTokenDefinitions({ jwks: keyServer.url, issuer, audience }, (path) =>
    faults.push(path),
  );
  if (source === undefined || faults.length > 0) throw new Error(`Expected no faults, got ${faults.join()}.`);
  const tokens = new Tokens([{ source, find: keys.find }], now);
  return { keys, tokens, clock, lines };
}

/** Reads a token. Returns its subject, or the code of its refusal. */
async function readSubject(tokens: Tokens, token: string): Promise<string | undefined> {
  try {
    return (await tokens.read(token)).sub;
  } catch (error) {
    return (error as { code: string }).code; // every refusal is a ClientError
  }
}

const exp = Math.floor(Date.now() / 1_000) + 30 * 24 * 3_600;

/** Signs a token that is valid for a month, each time another one. */
let serial = 0;
function signNext({ privateKey, jwk }: SigningKey, kid = jwk.kid): Promise<string> {
  return sign(privateKey, { claims: { exp, jti: String((serial += 1)) }, header: { kid } });
}

describe('Keys of a key server', () => {
  test('go on while it is dead, until they are too old', async () => {
    const key = await generateKey('a');
    await using keyServer = await openKeyServer([key.jwk]);
    const { keys, tokens, clock, lines } = openKeys(keyServer);
    expect(await readSubject(tokens, await signNext(key))).toBe('7');
    keyServer.status = 503;
    for (let passed = 1; passed <= 65; passed += 1) {
      clock.now += minute;
      await keys.refresh();
      expect(await readSubject(tokens, await signNext(key))).toBe('7');
    }
    expect(lines.map(({ msg }) => msg)).toEqual(['The keys that verify tokens could not be loaded']);
    clock.now += 6 * minute; // 10 minutes, and the hour that they stay valid
    const token = await signNext(key);
    const refusal: unknown = await Promise.resolve(tokens.read(token)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'AUTHENTICATION_UNAVAILABLE',
      status: 503,
      headers: { 'retry-after': '30' },
    });
    keyServer.status = 200;
    clock.now += 10_000;
    expect(await readSubject(tokens, token)).toBe('AUTHENTICATION_UNAVAILABLE');
    clock.now += 20_000;
    expect(await readSubject(tokens, token)).toBe('7');
    expect(lines.map(({ msg }) => msg)).toHaveLength(2);
  });

  test('are asked for at most twice a minute by 10,000 unknown ones, alive or dead', async () => {
    const key = await generateKey('a');
    await using keyServer = await openKeyServer([key.jwk]);
    const { keys, tokens, clock } = openKeys(keyServer);
    await keys.refresh();
    const token = await signNext(key, 'unknown');
    const [, payload = '', signature = ''] = token.split('.');
    for (const status of [200, 500]) {
      keyServer.status = status;
      const before = keyServer.requests;
      for (let sent = 0; sent < 10_000; sent += 100) {
        const answers = Array.from({ length: 100 }, (_, index) => {
          const header = JSON.stringify({ alg: 'ES256', kid: `unknown-${status}-${sent + index}` });
          return readSubject(
            tokens,
            [Buffer.from(header).toString('base64url'), payload, signature].join('.'),
          );
        });
        expect(new Set(await Promise.all(answers))).toEqual(new Set(['UNAUTHENTICATED']));
        clock.now += minute / 100;
      }
      expect(keyServer.requests - before).toBeGreaterThan(0);
      expect(keyServer.requests - before).toBeLessThanOrEqual(2);
      expect(await readSubject(tokens, await signNext(key))).toBe('7');
    }
  });

  test('rotate: a new one is found at once, and an old one is refused once it is gone', async () => {
    const [old, next] = await Promise.all([generateKey('old'), generateKey('next')]);
    await using keyServer = await openKeyServer([old.jwk]);
    const { keys, tokens, clock } = openKeys(keyServer);
    const kept = await signNext(old);
    expect(await readSubject(tokens, kept)).toBe('7');
    keyServer.keys = [old.jwk, next.jwk];
    clock.now += 30_000;
    expect(await readSubject(tokens, await signNext(next))).toBe('7');
    keyServer.keys = [next.jwk];
    clock.now += 10 * minute;
    await keys.refresh();
    expect(await readSubject(tokens, kept)).toBe('UNAUTHENTICATED');
    expect(await readSubject(tokens, await signNext(next))).toBe('7');
    expect(keyServer.requests).toBe(3);
  });

  test('without names are tried, and secrets among them never are', async () => {
    const [one, two] = await Promise.all([generateKey(undefined), generateKey(undefined)]);
    const k = Buffer.from('0123456789abcdef0123456789abcdef');
    await using keyServer = await openKeyServer([
      one.jwk,
      two.jwk,
      { kty: 'oct', k: k.toString('base64url'), alg: 'HS256', kid: 'oct' },
    ]);
    const { tokens } = openKeys(keyServer);
    expect(await readSubject(tokens, await signNext(two))).toBe('7');
    expect(await readSubject(tokens, await signNext(await generateKey(undefined)))).toBe('UNAUTHENTICATED');
    expect(await readSubject(tokens, await sign(k, { claims: { exp }, header: { kid: 'oct' } }))).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('that are no key set count as none', async () => {
    await using keyServer = await openKeyServer([]);
    const { tokens, lines } = openKeys(keyServer);
    expect(await readSubject(tokens, await signNext(await generateKey('a')))).toBe(
      'AUTHENTICATION_UNAVAILABLE',
    );
    expect(lines).toMatchObject([{ reason: 'Expected keys, got none.' }]);
  });
});

describe('A verified token', () => {
  test('is kept for a minute, and never beyond its expiry', async () => {
    const key = await generateKey('a');
    await using keyServer = await openKeyServer([key.jwk]);
    const { tokens, clock } = openKeys(keyServer);
    const soon = Math.floor(clock.now / 1_000) + 20;
    const token = await sign(key.privateKey, { claims: { exp: soon }, header: { kid: 'a' } });
    const long = await signNext(key);
    expect(await readSubject(tokens, token)).toBe('7');
    expect(await readSubject(tokens, long)).toBe('7');
    // At once, without a promise: it is one lookup.
    expect(tokens.read(token)).toMatchObject({ sub: '7' });
    expect(Object.isFrozen(tokens.read(token))).toBe(true);
    clock.now += 21_000;
    expect(await readSubject(tokens, token)).toBe('UNAUTHENTICATED');
    expect(tokens.read(long)).toMatchObject({ sub: '7' });
    clock.now += minute;
    expect(tokens.read(long)).toBeInstanceOf(Promise);
    expect(await readSubject(tokens, long)).toBe('7');
  });
});
