import { z } from 'zod';
import { fairnessSettings } from './fairness-settings.ts';
import { overloadSettings } from './overload-settings.ts';
import { onOff, originList, proxyList, type Setting, setting, wholeNumber } from './setting.ts';

const databaseUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^(mysql|mariadb):$/.test(url.protocol) && url.pathname.length > 1;
}, 'expected mysql://user:password@host:port/database (or mariadb://…)');

/** Every setting of the gateway, in the order of docs/settings.md. */
export const settings = {
  databaseUrl: setting<string | undefined>(
    'DATABASE_URL',
    databaseUrl,
    undefined,
    'The database to serve, as `mysql://user:password@host:port/database`; without it the gateway starts a private server of its own, but not in production.',
  ),
  databaseUrlFile: setting<string | undefined>(
    'DATABASE_URL_FILE',
    z.string(),
    undefined,
    'A file that holds the URL of the database, such as a mounted secret, instead of `DATABASE_URL`. Relative to the folder that the command is run in.',
  ),
  envFile: setting(
    'ENV_FILE',
    z.string(),
    '.env',
    'A file of further settings, one `NAME=value` per line, relative to the folder that the command is run in. The environment takes precedence. Only `.env` may be missing.',
  ),
  prismaSchema: setting<string | undefined>(
    'PRISMA_SCHEMA',
    z.string(),
    undefined,
    'The Prisma schema that describes the database: a `.prisma` file, a folder of them, or what `gather model` has written (`.json`), from the folder that the command is run in; without it the bundled one.',
  ),
  privateDirectory: setting(
    'PRIVATE_DIRECTORY',
    z.string(),
    '.gather',
    'The folder (from that of the project) for the private server, its packages and its data; one gateway at a time uses it.',
  ),
  seedScale: setting(
    'SEED_SCALE',
    wholeNumber(1, 1_000),
    1,
    'How many times the demo directory is seeded: 1 is 1,000 users, 100 is 100,000.',
  ),
  port: setting('PORT', wholeNumber(0, 65_535), 4000, 'The TCP port to listen on; 0 takes a free one.'),
  host: setting(
    'HOST',
    z.string().min(1, 'expected a host name or address'),
    '127.0.0.1',
    'The address to listen on; the container sets 0.0.0.0.',
  ),
  processes: setting(
    'PROCESSES',
    wholeNumber(1, 64),
    1,
    'Processes that serve on the one port, for as many cores; they share `POOL_SIZE`, `QUEUE_LIMIT`, `REQUESTS_MAX` and `CONNECTIONS_MAX` out among them, while every other bound is that of each.',
  ),
  production: setting(
    'NODE_ENV',
    z
      .enum(['production', 'development', 'test'], { error: 'expected production, development or test' })
      .transform((text) => text === 'production'),
    false,
    '`production` turns off what only development needs (GraphiQL, introspection, suggestions and traces) and requires a database. `development` and `test` are the same as none.',
  ),
  mutations: setting(
    'MUTATIONS',
    onOff,
    true,
    'Whether clients may write. `false` serves reads only: the schema has no `Mutation` type.',
  ),
  graphiql: setting<boolean | undefined>(
    'GRAPHIQL',
    onOff,
    undefined,
    'Whether browsers are shown GraphiQL; on outside production.',
  ),
  introspection: setting<boolean | undefined>(
    'INTROSPECTION',
    onOff,
    undefined,
    'Whether the schema can be asked for; on outside production.',
  ),
  trace: setting<boolean | undefined>(
    'TRACE',
    onOff,
    undefined,
    'Whether the header `gather-trace: 1` adds the statements of a request to its answer; on outside production.',
  ),
  metrics: setting(
    'METRICS',
    onOff,
    false,
    'Whether `/metrics` tells Prometheus [what the gateway counts](metrics.md); keep the path from the public.',
  ),
  logLevel: setting(
    'LOG_LEVEL',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'expected fatal, error, warn, info, debug or silent',
    }),
    'info',
    'The least level of log lines that are written.',
  ),
  corsOrigins: setting<readonly string[]>(
    'CORS_ORIGINS',
    originList,
    [],
    'Origins (comma-separated) whose pages may call the gateway; none by default, and never `*`.',
  ),
  trustedProxies: setting<readonly string[]>(
    'TRUSTED_PROXIES',
    proxyList,
    [],
    'Addresses and ranges of the proxies in front, comma-separated: `10.0.0.0/8`, `loopback`, `linklocal`, `uniquelocal`. Their `X-Forwarded-For` gives the client address in the log; nobody else’s does.',
  ),
  poolSize: setting(
    'POOL_SIZE',
    wholeNumber(1, 1_000),
    10,
    'Connections to the database, and so the statements in flight at most.',
  ),
  queueLimit: setting(
    'QUEUE_LIMIT',
    wholeNumber(1, 1_000_000),
    10_000,
    'Loads that may wait for a connection (all keys of one shape in one request are one load); beyond it they are refused with `OVERLOADED`.',
  ),
  ...fairnessSettings,
  batchMaxKeys: setting(
    'BATCH_MAX_KEYS',
    wholeNumber(1, 50_000),
    1_000,
    'A waiting statement that holds this many keys takes no further request on.',
  ),
  loadMaxKeys: setting(
    'LOAD_MAX_KEYS',
    wholeNumber(1, 1_000_000),
    50_000,
    'Keys one request may load of one shape at once; beyond it the request ends with `TOO_COMPLEX`.',
  ),
  statementTimeoutMs: setting(
    'STATEMENT_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    10_000,
    'A statement that runs longer is cancelled in the database: `TIMEOUT`.',
  ),
  transactionTimeoutMs: setting(
    'TRANSACTION_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    10_000,
    'A mutation whose transaction takes longer is rolled back, and its statement cancelled in the database: `TIMEOUT`.',
  ),
  lockTimeoutSeconds: setting(
    'LOCK_TIMEOUT_SECONDS',
    wholeNumber(1, 3_600),
    3,
    'How long a mutation waits for a row that another transaction holds, before it is rolled back and tried again.',
  ),
  writeMaxRows: setting(
    'WRITE_MAX_ROWS',
    wholeNumber(1, 1_000_000),
    50_000,
    'Rows that one field of a mutation may create, or find by a `where` to update or delete: `TOO_COMPLEX` beyond.',
  ),
  requestTimeoutMs: setting(
    'REQUEST_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    30_000,
    'A request that takes longer ends: what is not loaded yet is `TIMEOUT`.',
  ),
  connectTimeoutMs: setting(
    'CONNECT_TIMEOUT_MS',
    wholeNumber(1, 600_000),
    2_000,
    'How long opening a connection to the database, or waiting for one, may take.',
  ),
  shutdownTimeoutMs: setting(
    'SHUTDOWN_TIMEOUT_MS',
    wholeNumber(1, 600_000),
    25_000,
    'Deadline of the whole stop after SIGTERM or SIGINT, grace included. Requests still in flight are cut off then.',
  ),
  shutdownGraceMs: setting<number | undefined>(
    'SHUTDOWN_GRACE_MS',
    wholeNumber(0, 600_000),
    undefined,
    'How long the port stays open after SIGTERM while `/health/ready` says 503 and answers carry `connection: close`, so that a proxy sends its requests elsewhere; 3000 in production, else 0, and at most half of `SHUTDOWN_TIMEOUT_MS`.',
  ),
  headersTimeoutMs: setting(
    'HEADERS_TIMEOUT_MS',
    wholeNumber(1, 600_000),
    10_000,
    'How long a client may take to send the headers of a request.',
  ),
  receiveTimeoutMs: setting(
    'RECEIVE_TIMEOUT_MS',
    wholeNumber(1, 600_000),
    12_000,
    'How long a client may take to send a whole request.',
  ),
  keepAliveTimeoutMs: setting(
    'KEEP_ALIVE_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    65_000,
    'How long an idle connection of a client is kept; longer than a proxy in front keeps it, so that the proxy closes it.',
  ),
  connectionsMax: setting(
    'CONNECTIONS_MAX',
    wholeNumber(1, 1_000_000),
    20_000,
    'Connections of clients at most; further ones are closed at once.',
  ),
  ...overloadSettings,
  pageSizeDefault: setting(
    'PAGE_SIZE_DEFAULT',
    wholeNumber(1, 100_000),
    20,
    'Rows of a page where the document gives no `first`.',
  ),
  pageSizeMax: setting(
    'PAGE_SIZE_MAX',
    wholeNumber(1, 100_000),
    1_000,
    'Rows of a page at most; also the ids that a list of ids may hold.',
  ),
  bodyMaxBytes: setting(
    'BODY_MAX_BYTES',
    wholeNumber(1, 1_000_000_000),
    1_000_000,
    'Bytes of a request body at most: 413 beyond.',
  ),
  // Ten statements of the largest answers at once still fit into half a gigabyte.
  responseMaxBytes: setting(
    'RESPONSE_MAX_BYTES',
    wholeNumber(1_000, 400_000_000),
    32_000_000,
    'Bytes of an answer at most, and of the rows that are read for it, each as often as the answer shows it. Beyond it the request ends with `TOO_COMPLEX`, and a statement is cancelled in the database.',
  ),
  documentMaxTokens: setting(
    'DOCUMENT_MAX_TOKENS',
    wholeNumber(1, 1_000_000),
    5_000,
    'Tokens of a document at most, counted before it is parsed.',
  ),
  documentMaxDepth: setting(
    'DOCUMENT_MAX_DEPTH',
    wholeNumber(1, 10_000),
    30,
    'Levels of nested selections at most, fragments counted where they are spread.',
  ),
  documentMaxAliases: setting(
    'DOCUMENT_MAX_ALIASES',
    wholeNumber(0, 1_000_000),
    100,
    'Aliases and repeated fields of a document at most, fragments counted as often as they are spread.',
  ),
  documentMaxDirectives: setting(
    'DOCUMENT_MAX_DIRECTIVES',
    wholeNumber(0, 1_000_000),
    100,
    'Directives of a document at most, fragments counted as often as they are spread.',
  ),
  documentMaxFields: setting(
    'DOCUMENT_MAX_FIELDS',
    wholeNumber(1, 10_000_000),
    5_000,
    'Fields of a document at most, fragments counted as often as they are spread.',
  ),
  variablesMaxDepth: setting(
    'VARIABLES_MAX_DEPTH',
    wholeNumber(1, 1_000),
    100,
    'Levels of lists and objects within the variables of a request at most.',
  ),
  documentCacheSize: setting(
    'DOCUMENT_CACHE_SIZE',
    wholeNumber(1, 1_000_000),
    1_000,
    'Documents whose parsed, validated and compiled form is kept.',
  ),
  errorsMax: setting('ERRORS_MAX', wholeNumber(1, 1_000), 20, 'Errors that an answer names at most.'),
} as const satisfies Record<string, Setting<unknown>>;
