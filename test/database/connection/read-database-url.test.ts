import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src/config.ts';
import { readDatabaseUrl } from '../../../src/database/connection/read-database-url.ts';

const readFile = (path: string): Buffer => {
  if (path === '/missing.pem') throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return Buffer.from(`bytes of ${path}`);
};

function read(url: string) {
  return readDatabaseUrl(url, readFile);
}

function faultsOf(url: string): readonly string[] {
  try {
    read(url);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  throw new Error('The URL was expected to be refused.');
}

describe('Database URL', () => {
  test.each(['mysql', 'mariadb'])('of the scheme %s gives address, user and database', (scheme) => {
    expect(read(`${scheme}://ann:secret@db.example.com:3307/directory`)).toEqual({
      host: 'db.example.com',
      port: 3307,
      user: 'ann',
      password: 'secret',
      database: 'directory',
    });
  });

  test('without port, user and password goes to 3306 as root', () => {
    expect(read('mysql://db/directory')).toEqual({
      host: 'db',
      port: 3306,
      user: 'root',
      database: 'directory',
    });
  });

  test('is percent-decoded in each part', () => {
    expect(read('mysql://a%40b:p%3A%2F%3F%23%25%C3%A9@db/my%20base')).toMatchObject({
      user: 'a@b',
      password: 'p:/?#%é',
      database: 'my base',
    });
  });

  test('takes an IPv6 address without its brackets', () => {
    expect(read('mysql://[::1]:3308/d')).toMatchObject({ host: '::1', port: 3308 });
  });

  test('takes a socket', () => {
    expect(read('mysql://root@localhost/d?socket=%2Frun%2Fa%20b%2Fmysqld.sock')).toMatchObject({
      socketPath: '/run/a b/mysqld.sock',
    });
  });

  test("maps Prisma's options to those of the driver", () => {
    const options =
      'connection_limit=7&connect_timeout=5&pool_timeout=3&socket_timeout=9&max_idle_connection_lifetime=60&statement_cache_size=100&allowPublicKeyRetrieval=true';
    expect(read(`mysql://db/d?${options}`)).toMatchObject({
      connectionLimit: 7,
      connectTimeout: 5_000,
      acquireTimeout: 3_000,
      socketTimeout: 9_000,
      idleTimeout: 60,
      prepareCacheLength: 100,
      allowPublicKeyRetrieval: true,
    });
  });

  test('without TLS options leaves TLS to the driver', () => {
    expect(read('mysql://db/d')).not.toHaveProperty('ssl');
  });

  test.each([
    ['sslmode=disabled', false],
    ['sslmode=DISABLED', false],
    ['sslmode=require', { rejectUnauthorized: false }],
    ['sslaccept=accept_invalid_certs', { rejectUnauthorized: false }],
    ['sslmode=verify-full', true],
    ['ssl-mode=VERIFY_IDENTITY', true],
    ['sslaccept=strict', true],
  ])('with %s gives the driver ssl %o', (option, ssl) => {
    expect(read(`mysql://db/d?${option}`).ssl).toEqual(ssl);
  });

  test.each(['sslca', 'ssl-ca', 'sslcert'])(
    'with %s trusts that authority and checks the certificate',
    (name) => {
      expect(read(`mysql://db/d?${name}=/ca.pem`).ssl).toEqual({
        ca: Buffer.from('bytes of /ca.pem'),
        rejectUnauthorized: true,
      });
    },
  );

  test('with sslmode=verify-ca checks the certificate but not the host name', () => {
    const { ssl } = read('mysql://db/d?sslmode=verify-ca&sslca=/ca.pem');
    expect(ssl).toMatchObject({ rejectUnauthorized: true, checkServerIdentity: expect.any(Function) });
  });

  test('takes a certificate of the client as PEM files or as PKCS 12', () => {
    expect(read('mysql://db/d?sslmode=require&ssl-cert=/c.pem&ssl-key=/k.pem').ssl).toEqual({
      cert: Buffer.from('bytes of /c.pem'),
      key: Buffer.from('bytes of /k.pem'),
      rejectUnauthorized: false,
    });
    expect(read('mysql://db/d?sslidentity=/c.p12&sslpassword=open').ssl).toEqual({
      pfx: Buffer.from('bytes of /c.p12'),
      passphrase: 'open',
      rejectUnauthorized: true,
    });
  });
});

describe('Faulty database URL', () => {
  test.each([
    ['nonsense', 'mysql://user:password@host:port/database'],
    ['postgres://db/d', 'mysql://user:password@host:port/database'],
    ['mysql://db:port/d', 'mysql://user:password@host:port/database'],
    ['mysql://db', 'a database name after the host'],
    ['mysql://db/', 'a database name after the host'],
    ['mysql://db/a/b', 'got a path'],
    ['mysql://u:100%@db/d', 'the password is not percent-encoded'],
    ['mysql://db/d?connection_limit=0', 'connection_limit: expected a whole number from 1'],
    ['mysql://db/d?connect_timeout=soon', 'connect_timeout: expected a whole number from 1'],
    ['mysql://db/d?pool_timeout=0', 'pool_timeout: expected a whole number from 1'],
    ['mysql://db/d?allowPublicKeyRetrieval=yes', 'allowPublicKeyRetrieval: expected true or false'],
    ['mysql://db/d?socket=', 'socket: expected the path of a socket'],
    ['mysql://db/d?connection_limit=1&connection_limit=2', 'connection_limit is given twice'],
    ['mysql://db/d?sslmode=preferred', 'sslmode: expected one of disable'],
    ['mysql://db/d?sslmode=constructor', 'sslmode: expected one of disable'],
    ['mysql://db/d?sslaccept=all', 'sslaccept: expected strict or accept_invalid_certs'],
    ['mysql://db/d?sslmode=disabled&sslaccept=strict', 'contradict each other'],
    ['mysql://db/d?sslmode=disabled&sslca=/ca.pem', 'turns encryption off'],
    ['mysql://db/d?ssl-cert=/c.pem', 'ssl-cert and ssl-key go together'],
    ['mysql://db/d?sslca=/missing.pem', 'sslca: the file cannot be read (ENOENT)'],
  ])('%s is told: %s', (url, message) => {
    expect(faultsOf(url).join('\n')).toContain(message);
  });

  test('with an unknown option names it and those that are known', () => {
    const [fault] = faultsOf('mysql://db/d?sslmod=require');
    expect(fault).toContain('"sslmod" is not known');
    expect(fault).toContain('connection_limit');
    expect(fault).toContain('sslmode');
  });

  test('has all of its faults told at once', () => {
    expect(faultsOf('mysql://db/?one=1&two=2')).toHaveLength(3);
  });

  test.each([
    'mysql://ann:hunter2%@db/d',
    'mysql://ann:hunter2@db/?x=1',
    'mysql://ann:hunter2@db:x/d',
    'mysql://ann:hunter2#@db/d',
    'mysql://ann:x@db/d?hunter2@db/directory=1',
    'mysql://ann:hunter2@db/d?sslpassword=hunter2&sslmode=none',
  ])('%s never has its password repeated', (url) => {
    expect(faultsOf(url).join('\n')).not.toContain('hunter2');
  });
});
