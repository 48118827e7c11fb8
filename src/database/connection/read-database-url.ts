import { readFileSync } from 'node:fs';
import type { PoolConfig } from 'mariadb';
import { ConfigError } from '../../config.ts';
import { readTlsOptions } from './read-tls-options.ts';

/**
 * The options of a database URL, as the driver names them. Times are in milliseconds, except `idleTimeout`
 * (seconds).
 */
export type DatabaseUrlOptions = Pick<
  PoolConfig,
  | 'host'
  | 'port'
  | 'socketPath'
  | 'user'
  | 'password'
  | 'database'
  | 'ssl'
  | 'allowPublicKeyRetrieval'
  | 'connectTimeout'
  | 'socketTimeout'
  | 'connectionLimit'
  | 'acquireTimeout'
  | 'idleTimeout'
  | 'prepareCacheLength'
>;

/**
 * Reads `mysql://user:password@host:port/database?option=value` (or `mariadb://`) as options of the driver.
 * The options are those of Prisma's URLs, so that one URL serves both. Unknown options are refused, because
 * a misspelt TLS option would leave the connection unencrypted.
 * @param readFile Reads a certificate file. An argument, so that reading a URL can be tested.
 * @throws ConfigError With all faults. No message repeats the URL, which may contain a password.
 */
export function readDatabaseUrl(
  text: string,
  readFile: (path: string) => Buffer = (path) => readFileSync(path),
): DatabaseUrlOptions {
  const url = URL.parse(text);
  if (url === null || !/^(mysql|mariadb):$/.test(url.protocol)) {
    throw new ConfigError([
      `${subject}: expected mysql://user:password@host:port/database (or mariadb://…), with characters such as @ : / ? # in the password percent-encoded`,
    ]);
  }
  const faults: string[] = [];
  const address = readAddress(url, faults);
  const options = { ...address, ...readOptions(url, address.host, readFile, faults) };
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => `${subject}: ${fault}`));
  return options;
}

const subject = 'DATABASE_URL';

function readAddress(url: URL, faults: string[]): DatabaseUrlOptions & { readonly host: string } {
  const database = decode('database name', url.pathname.slice(1), faults);
  if (database === '') faults.push('expected a database name after the host, as in mysql://host/database');
  if (database.includes('/')) faults.push('expected one database name after the host, got a path');
  return {
    // Node's sockets take an IPv6 address without the brackets of a URL.
    host: decode('host', url.hostname.replace(/^\[(.*)\]$/, '$1'), faults) || 'localhost',
    port: url.port === '' ? 3306 : Number(url.port),
    user: decode('user', url.username, faults) || 'root',
    ...(url.password === '' ? {} : { password: decode('password', url.password, faults) }),
    database,
  };
}

function decode(part: string, text: string, faults: string[]): string {
  try {
    return decodeURIComponent(text);
  } catch {
    faults.push(`the ${part} is not percent-encoded as UTF-8 (write % itself as %25)`);
    return '';
  }
}

/** The options besides TLS, by their names in a URL. `read` returns undefined for an invalid value. */
const plainOptions: Readonly<
  Record<string, { wanted: string; read: (value: string) => DatabaseUrlOptions | undefined }>
> = {
  socket: {
    wanted: 'the path of a socket',
    read: (value) => (value === '' ? undefined : { socketPath: value }),
  },
  connection_limit: wholeNumber(1, (value) => ({ connectionLimit: value })),
  // Seconds for Prisma, milliseconds for the driver. Prisma's 0, an endless wait, is refused: every wait has
  // a bound.
  connect_timeout: wholeNumber(1, (value) => ({ connectTimeout: value * 1000 })),
  pool_timeout: wholeNumber(1, (value) => ({ acquireTimeout: value * 1000 })),
  socket_timeout: wholeNumber(0, (value) => ({ socketTimeout: value * 1000 })),
  max_idle_connection_lifetime: wholeNumber(0, (value) => ({ idleTimeout: value })),
  statement_cache_size: wholeNumber(0, (value) => ({ prepareCacheLength: value })),
  allowPublicKeyRetrieval: {
    wanted: 'true or false',
    read: (value) =>
      value === 'true' || value === 'false' ? { allowPublicKeyRetrieval: value === 'true' } : undefined,
  },
};

function wholeNumber(least: number, give: (value: number) => DatabaseUrlOptions) {
  return {
    wanted: `a whole number from ${least}`,
    read: (value: string) =>
      /^\d{1,9}$/.test(value) && Number(value) >= least ? give(Number(value)) : undefined,
  };
}

function readOptions(
  url: URL,
  host: string,
  readFile: (path: string) => Buffer,
  faults: string[],
): DatabaseUrlOptions {
  const tls = readTlsOptions(url.searchParams, host, readFile);
  faults.push(...tls.faults);
  let options: DatabaseUrlOptions = tls.ssl === undefined ? {} : { ssl: tls.ssl };
  const seen = new Set<string>();
  for (const [name, value] of url.searchParams) {
    if (seen.has(name)) faults.push(`the option ${name} is given twice`);
    seen.add(name);
    if (tls.known.includes(name)) continue;
    const option = Object.hasOwn(plainOptions, name) ? plainOptions[name] : undefined;
    if (option === undefined) {
      const known = [...Object.keys(plainOptions), ...tls.known].join(', ');
      // An unknown option may be the rest of a password with a bare `?` or `&`, so not every
      // name is shown.
      faults.push(`the option ${printable(name)} is not known. The known options are ${known}`);
      continue;
    }
    const given = option.read(value);
    if (given === undefined) faults.push(`the option ${name}: expected ${option.wanted}`);
    options = { ...options, ...given };
  }
  return options;
}

function printable(name: string): string {
  return /^[\w-]{1,40}$/.test(name) ? JSON.stringify(name) : '(a name that is not shown)';
}
