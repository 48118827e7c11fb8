import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Connection, createConnection } from 'mariadb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Monitor } from '../../../src/database/connection/monitor.ts';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';
import { readDatabaseUrl } from '../../../src/database/connection/read-database-url.ts';
import { rootMessage } from '../../../src/std/root-message.ts';
import { waitUntil } from '../../../src/std/wait-until.ts';
import { type Certificates, hasOpenssl, makeCertificates } from '../../support/certificates.ts';
import { findFreePort, openGatewayProcess, waitForProbe } from '../../support/gateway-process.ts';
import { openOwnServer } from '../../support/own-server.ts';

const kind = inject('serverKind');
const sha2 =
  /^the server requires a caching_sha2_password login, .* add TLS .* or allowPublicKeyRetrieval=true if/;
/** MariaDB's users log in with a hash, which needs no TLS. */
const refusals = {
  mariadb: {
    expired: /^certificate has expired: renew it on the server$/,
    login: /^in the clear$/,
    guess: /^Access denied for user .*: check the user and the password/,
  },
  mysql: { expired: /Invalid certificates/, login: sha2, guess: sha2 },
};

const opened = new AsyncDisposableStack();
let certificates: Certificates;
let root: Connection;
let port: number;

beforeAll(async () => {
  if (!hasOpenssl) return;
  await mkdir(resolve('.gather/test'), { recursive: true });
  const directory = await mkdtemp(join(resolve('.gather/test'), 'tls-'));
  opened.defer(() => rm(directory, { recursive: true, force: true }));
  certificates = await makeCertificates(join(directory, 'certificates'));
  port = await findFreePort();
  const { authority, certificate, key } = certificates;
  const server = opened.use(
    await openOwnServer(kind, directory, [
      '--skip-networking=OFF',
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      `--ssl-ca=${authority}`,
      `--ssl-cert=${certificate}`,
      `--ssl-key=${key}`,
    ]),
  );
  root = await createConnection({ ...readConnectionOptions(server.url), multipleStatements: true });
  opened.defer(() => root.end());
});

afterAll(() => opened.disposeAsync());

let users = 0;

/** The URL of a user whom nobody knows yet: a login that has succeeded once is remembered by MySQL. */
async function createUser(options: Readonly<Record<string, string>> = {}, clause = ''): Promise<URL> {
  const name = `ann${(users += 1)}`;
  await root.query(
    `CREATE USER ${name}@'%' IDENTIFIED BY 'secret' ${clause}; GRANT ALL ON gather.* TO ${name}`,
  );
  const url = new URL(`mysql://${name}:secret@127.0.0.1:${port}/gather`);
  for (const [option, value] of Object.entries(options)) url.searchParams.set(option, value);
  return url;
}

/** The cipher of a connection, or why there is none in the words of the log. */
async function connect(url: URL): Promise<string> {
  const options = { connectTimeout: 5_000, ...readDatabaseUrl(url.href) };
  await using monitor = new Monitor(options);
  try {
    await monitor.check();
  } catch (error) {
    return rootMessage(error);
  }
  const connection = await createConnection(readConnectionOptions(url.href));
  const [row] = await connection.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
  await connection.end();
  return row?.Value === '' ? 'in the clear' : 'encrypted';
}

async function showCertificate(which: 'valid' | 'expired' | 'otherHost'): Promise<void> {
  await certificates.use(which);
  await root.query(kind === 'mysql' ? 'ALTER INSTANCE RELOAD TLS' : 'FLUSH SSL');
}

describe.skipIf(!hasOpenssl)('Connection with TLS', () => {
  test.each(['verify-full', 'verify_identity', 'verify-ca'])(
    'and sslmode=%s is encrypted when the authority is the one of the URL',
    async (sslmode) => {
      const url = await createUser({ sslmode, sslca: certificates.authority });
      expect(await connect(url)).toBe('encrypted');
    },
  );

  test('is encrypted without a check of the certificate when that is asked for', async () => {
    expect(await connect(await createUser({ sslmode: 'require' }))).toBe('encrypted');
    expect(await connect(await createUser({ sslaccept: 'accept_invalid_certs' }))).toBe('encrypted');
  });

  test('checks the name of a host too', async () => {
    const url = await createUser({ sslmode: 'verify-full', sslca: certificates.authority });
    url.hostname = 'localhost';
    expect(await connect(url)).toBe('encrypted');
  });

  test('is refused when the certificate is of another authority, or of one that nobody named', async () => {
    const refusal =
      /^the certificate of the server is not trusted \(.+\): name the file of its authority .*sslca=/;
    const { otherAuthority } = certificates;
    expect(await connect(await createUser({ sslca: otherAuthority }))).toMatch(refusal);
    expect(await connect(await createUser({ sslmode: 'verify-ca', sslca: otherAuthority }))).toMatch(refusal);
    expect(await connect(await createUser({ sslmode: 'verify-full' }))).toMatch(refusal);
  });

  test('is refused when the certificate is for another host, unless its authority is enough', async () => {
    await showCertificate('otherHost');
    try {
      const full = await createUser({ sslmode: 'verify-full', sslca: certificates.authority });
      expect(await connect(full)).toMatch(
        /IP: 127\.0\.0\.1 is not in the cert's list: use a name of the certificate/,
      );
      full.hostname = 'localhost';
      expect(await connect(full)).toMatch(/Host: localhost\. is not .*: use a name of the certificate/);
      const authorityAlone = await createUser({ sslmode: 'verify-ca', sslca: certificates.authority });
      expect(await connect(authorityAlone)).toBe('encrypted');
    } finally {
      await showCertificate('valid');
    }
  });

  test('is refused when the certificate has expired, which MySQL does not so much as load', async () => {
    const url = await createUser({ sslca: certificates.authority });
    try {
      const outcome = showCertificate('expired').then(() => connect(url), rootMessage);
      expect(await outcome).toMatch(refusals[kind].expired);
    } finally {
      await showCertificate('valid');
    }
  });

  test('is what a user who must come with TLS is told of', async () => {
    expect(await connect(await createUser({ allowPublicKeyRetrieval: 'true' }, 'REQUIRE SSL'))).toMatch(
      /^Access denied for user .*: check the user and the password in DATABASE_URL, and if the server requires TLS/,
    );
    expect(await connect(await createUser({ sslca: certificates.authority }, 'REQUIRE SSL'))).toBe(
      'encrypted',
    );
  });
});

describe.skipIf(!hasOpenssl)('Login', () => {
  test('with a wrong password or to a database that is not there says what to check', async () => {
    const url = await createUser({ sslmode: 'require' });
    url.pathname = '/elsewhere';
    expect(await connect(url)).toMatch(
      /to database 'elsewhere': check the name of the database in DATABASE_URL/,
    );
    url.pathname = '/gather';
    url.password = 'guess';
    expect(await connect(url)).toMatch(/^Access denied for user .*: check the user and the password/);
  });
});

describe.skipIf(!hasOpenssl)('Login without TLS', () => {
  test('by caching_sha2_password is refused with both ways to do it', async () => {
    expect(await connect(await createUser())).toMatch(refusals[kind].login);
  });

  test('goes by the public key of the server when that is allowed', async () => {
    expect(await connect(await createUser({ allowPublicKeyRetrieval: 'true' }))).toBe('in the clear');
  });

  test('that fails is told by a gateway as soon as it starts, and not as a timeout', async () => {
    const url = await createUser();
    url.password = 'guess';
    await using gateway = await openGatewayProcess({ DATABASE_URL: url.href }, ['--no-seed']);
    await waitForProbe(gateway.url, 'ready', 503);
    const reasons = (): unknown[] =>
      gateway.lines().flatMap(({ level, reason }) => (level === 'warn' ? [reason] : []));
    await waitUntil(() => reasons().length >= 2, { intervalMs: 10, timeoutMs: 10_000 });
    const refusal = expect.stringMatching(refusals[kind].guess);
    expect(reasons()).toEqual([refusal, refusal]);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });
});
