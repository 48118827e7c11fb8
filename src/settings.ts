import { z } from 'zod';
import { authenticationSettings } from './authentication-settings.ts';
import { fairnessSettings } from './fairness-settings.ts';
import { overloadSettings } from './overload-settings.ts';
import { reloadSettings } from './reload-settings.ts';
import { onOff, originList, proxyList, type Setting, setting, wholeNumber } from './setting.ts';

const databaseUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^(mysql|mariadb):$/.test(url.protocol) && url.pathname.length > 1;
}, 'expected mysql://user:password@host:port/database (or mariadb://…)');

/** The settings of the gateway, in the order of docs/settings.md. */
export const settings = {
  databaseUrl: setting<string | undefined>(
    'DATABASE_URL',
    databaseUrl,
    undefined,
    'URL of the database: `mysql://user:password@host:port/database`. Without it, the gateway starts a private server. Production requires a URL.',
  ),
  databaseUrlFile: setting<string | undefined>(
    'DATABASE_URL_FILE',
    z.string(),
    undefined,
    'File with the URL of the database, such as a mounted secret, instead of `DATABASE_URL`. Relative to the working directory.',
  ),
  envFile: setting(
    'ENV_FILE',
    z.string(),
    '.env',
    'File of settings, one `NAME=value` per line. Relative to the working directory. The environment takes precedence. A file other than `.env` must exist.',
  ),
  configFile: setting<string | undefined>(
    'GATHER_CONFIG',
    z.string(),
    undefined,
    'File with the [configuration](configuration.md), in TypeScript or JavaScript. Relative to the working directory. Defaults to `gather.config.ts` there, which may be missing.',
  ),
  prismaSchema: setting<string | undefined>(
    'PRISMA_SCHEMA',
    z.string(),
    undefined,
    'Prisma schema of the database: a `.prisma` file, a folder of them, or the `.json` output of `gather model`. Relative to the working directory. Defaults to `prisma/schema.prisma` or `schema.prisma` there, else to the tables of the database.',
  ),
  privateDirectory: setting(
    'PRIVATE_DIRECTORY',
    z.string(),
    '.gather',
    'Folder for the private server, its packages and its data. Relative to the clone, or to the working directory where Gather is installed. Only one gateway at a time can use it.',
  ),
  seedScale: setting(
    'SEED_SCALE',
    wholeNumber(1, 1_000),
    1,
    'Size of the demo data: 1 gives 1,000 users, 100 gives 100,000.',
  ),
  port: setting('PORT', wholeNumber(0, 65_535), 4000, 'TCP port to listen on. 0 chooses a free one.'),
  host: setting(
    'HOST',
    z.string().min(1, 'expected a host name or address'),
    '127.0.0.1',
    'Address to listen on. The container image sets 0.0.0.0.',
  ),
  processes: setting(
    'PROCESSES',
    wholeNumber(1, 64),
    1,
    'Number of processes that serve the port, to use several cores. `POOL_SIZE`, `QUEUE_LIMIT`, `REQUESTS_MAX` and `CONNECTIONS_MAX` are divided among them. Every other limit applies to each process.',
  ),
  production: setting(
    'NODE_ENV',
    z
      .enum(['production', 'development', 'test'], { error: 'expected production, development or test' })
      .transform((text) => text === 'production'),
    false,
    '`production` turns off GraphiQL, introspection, suggestions and traces, and requires a database. `development` and `test` have no effect.',
  ),
  mutations: setting(
    'MUTATIONS',
    onOff,
    true,
    'Allows writes. `false` removes the `Mutation` type from the schema.',
  ),
  graphiql: setting<boolean | undefined>(
    'GRAPHIQL',
    onOff,
    undefined,
    'Serves GraphiQL to browsers. Defaults to on outside production.',
  ),
  introspection: setting<boolean | undefined>(
    'INTROSPECTION',
    onOff,
    undefined,
    'Allows introspection of the schema. Defaults to on outside production.',
  ),
  trace: setting<boolean | undefined>(
    'TRACE',
    onOff,
    undefined,
    'Adds the statements of a request to its answer if the request has the header `gather-trace: 1`. Defaults to on outside production.',
  ),
  metrics: setting(
    'METRICS',
    onOff,
    false,
    'Serves [metrics](metrics.md) for Prometheus at `/metrics`. The path must not be public.',
  ),
  logLevel: setting(
    'LOG_LEVEL',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'expected fatal, error, warn, info, debug or silent',
    }),
    'info',
    'Lowest level of the log lines that are written.',
  ),
  corsOrigins: setting<readonly string[]>(
    'CORS_ORIGINS',
    originList,
    [],
    'Comma-separated origins whose pages may call the gateway. `*` is refused.',
  ),
  trustedProxies: setting<readonly string[]>(
    'TRUSTED_PROXIES',
    proxyList,
    [],
    'Comma-separated addresses and ranges of the proxies in front, such as `10.0.0.0/8`, `loopback`, `linklocal` or `uniquelocal`. The log takes the client address from their `X-Forwarded-For`, and `viewer.read` gets their headers. Those of others do not count.',
  ),
  ...authenticationSettings,
  poolSize: setting(
    'POOL_SIZE',
    wholeNumber(1, 1_000),
    10,
    'Maximum number of connections to the database, and so of running statements.',
  ),
  queueLimit: setting(
    'QUEUE_LIMIT',
    wholeNumber(1, 1_000_000),
    10_000,
    'Maximum number of loads that wait for a connection. All keys of one shape in one request are one load. Further loads fail with `OVERLOADED`.',
  ),
  ...fairnessSettings,
  batchMaxKeys: setting(
    'BATCH_MAX_KEYS',
    wholeNumber(1, 50_000),
    1_000,
    'Number of keys at which a waiting statement stops accepting loads of further requests.',
  ),
  loadMaxKeys: setting(
    'LOAD_MAX_KEYS',
    wholeNumber(1, 1_000_000),
    50_000,
    'Maximum number of keys of one shape that a request may load at once. Beyond it, the request fails with `TOO_COMPLEX`.',
  ),
  statementTimeoutMs: setting(
    'STATEMENT_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    10_000,
    'Deadline of a statement. It is then cancelled in the database and fails with `TIMEOUT`.',
  ),
  transactionTimeoutMs: setting(
    'TRANSACTION_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    10_000,
    'Deadline of the transaction of a mutation. It is then rolled back and fails with `TIMEOUT`. Its running statement is cancelled in the database.',
  ),
  lockTimeoutSeconds: setting(
    'LOCK_TIMEOUT_SECONDS',
    wholeNumber(1, 3_600),
    3,
    'Maximum wait for a row that another transaction has locked. The mutation is then rolled back and tried again.',
  ),
  writeMaxRows: setting(
    'WRITE_MAX_ROWS',
    wholeNumber(1, 1_000_000),
    50_000,
    'Maximum number of rows that one field of a mutation may create, or find by a `where` to update or delete. Beyond it, the mutation fails with `TOO_COMPLEX`.',
  ),
  requestTimeoutMs: setting(
    'REQUEST_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    30_000,
    'Deadline of a request. Fields not loaded by then fail with `TIMEOUT`.',
  ),
  connectTimeoutMs: setting(
    'CONNECT_TIMEOUT_MS',
    wholeNumber(1, 600_000),
    2_000,
    'Deadline for opening a connection to the database, or waiting for a free one.',
  ),
  shutdownTimeoutMs: setting(
    'SHUTDOWN_TIMEOUT_MS',
    wholeNumber(1, 600_000),
    25_000,
    'Deadline of the shutdown after SIGTERM or SIGINT, including `SHUTDOWN_GRACE_MS`. Requests that still run are then cut off.',
  ),
  shutdownGraceMs: setting<number | undefined>(
    'SHUTDOWN_GRACE_MS',
    wholeNumber(0, 600_000),
    undefined,
    'Time the port stays open after SIGTERM, so that a proxy can send its requests elsewhere. `/health/ready` answers 503 in that time, and answers carry `connection: close`. Defaults to 3000 in production and 0 otherwise. At most half of `SHUTDOWN_TIMEOUT_MS`.',
  ),
  ...reloadSettings,
  headersTimeoutMs: setting(
    'HEADERS_TIMEOUT_MS',
    wholeNumber(1, 600_000),
    10_000,
    'Deadline for a client to send the headers of a request.',
  ),
  receiveTimeoutMs: setting(
    'RECEIVE_TIMEOUT_MS',
    wholeNumber(1, 600_000),
    12_000,
    'Deadline for a client to send a whole request.',
  ),
  keepAliveTimeoutMs: setting(
    'KEEP_ALIVE_TIMEOUT_MS',
    wholeNumber(1, 3_600_000),
    65_000,
    'Time an idle connection of a client stays open. It must be longer than that of a proxy in front, so that the proxy closes the connection.',
  ),
  connectionsMax: setting(
    'CONNECTIONS_MAX',
    wholeNumber(1, 1_000_000),
    20_000,
    'Maximum number of client connections. Further ones are closed at once.',
  ),
  ...overloadSettings,
  pageSizeDefault: setting(
    'PAGE_SIZE_DEFAULT',
    wholeNumber(1, 100_000),
    20,
    'Number of rows on a page if the document gives neither `first` nor `last`.',
  ),
  pageSizeMax: setting(
    'PAGE_SIZE_MAX',
    wholeNumber(1, 100_000),
    1_000,
    'Maximum number of rows on a page, and of ids in a list of ids.',
  ),
  bodyMaxBytes: setting(
    'BODY_MAX_BYTES',
    wholeNumber(1, 1_000_000_000),
    1_000_000,
    'Maximum size of a request body. A larger one is answered with 413.',
  ),
  // Ten statements with the largest answers must fit into half a gigabyte.
  responseMaxBytes: setting(
    'RESPONSE_MAX_BYTES',
    wholeNumber(1_000, 400_000_000),
    32_000_000,
    'Maximum size of an answer, and of the rows that it shows, each counted as often as it is shown. Beyond it, the request fails with `TOO_COMPLEX` and its running statement is cancelled.',
  ),
  documentMaxTokens: setting(
    'DOCUMENT_MAX_TOKENS',
    wholeNumber(1, 1_000_000),
    5_000,
    'Maximum number of tokens in a document, counted before it is parsed.',
  ),
  documentMaxDepth: setting(
    'DOCUMENT_MAX_DEPTH',
    wholeNumber(1, 10_000),
    30,
    'Maximum depth of nested selections. Fragments count where they are spread.',
  ),
  documentMaxAliases: setting(
    'DOCUMENT_MAX_ALIASES',
    wholeNumber(0, 1_000_000),
    100,
    'Maximum number of aliases and repeated fields in a document. Fragments count as often as they are spread.',
  ),
  documentMaxDirectives: setting(
    'DOCUMENT_MAX_DIRECTIVES',
    wholeNumber(0, 1_000_000),
    100,
    'Maximum number of directives in a document. Fragments count as often as they are spread.',
  ),
  documentMaxFields: setting(
    'DOCUMENT_MAX_FIELDS',
    wholeNumber(1, 10_000_000),
    5_000,
    'Maximum number of fields in a document. Fragments count as often as they are spread.',
  ),
  variablesMaxDepth: setting(
    'VARIABLES_MAX_DEPTH',
    wholeNumber(1, 1_000),
    100,
    'Maximum depth of lists and objects in the variables of a request.',
  ),
  documentCacheSize: setting(
    'DOCUMENT_CACHE_SIZE',
    wholeNumber(1, 1_000_000),
    1_000,
    'Number of documents whose parsed, validated and compiled form is cached.',
  ),
  errorsMax: setting('ERRORS_MAX', wholeNumber(1, 1_000), 20, 'Maximum number of errors in an answer.'),
} as const satisfies Record<string, Setting<unknown>>;
