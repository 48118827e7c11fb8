import type { Setting } from '../src/setting.ts';
import { settings } from '../src/settings.ts';
import { settingsByProperty } from '../src/user-config.ts';
import { errorCodes } from '../src/errors.ts';
import { type MetricRow, metricTable } from '../src/server/metric-table.ts';

/** The documents that are made from the code, by file: `npm run docs` writes them, a test holds them. */
export function renderDocs(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/settings.md', renderSettings()],
    ['docs/errors.md', renderErrors()],
    ['docs/metrics.md', renderMetrics()],
  ]);
}

function renderSettings(): string {
  const rows = Object.values<Setting<unknown>>(settings).map(
    ({ variable, default: fallback, sentence }) =>
      `| \`${variable}\` | ${showProperty(variable)} | ${variable === 'NODE_ENV' ? '' : showDefault(fallback)} | ${sentence} |`,
  );
  return `# Settings

Made from \`src/settings.ts\` and the files that it imports by \`npm run docs\`.

Settings are environment variables, lines of a file called \`.env\` (\`ENV_FILE\`), or properties of
\`gather.config.ts\` ([configuration](configuration.md)). The environment takes precedence, then \`.env\`. An empty
variable counts as absent. If any value is invalid, the command lists all faults and ends with exit code 2. The log warns about variables
whose names differ from a setting in a few letters.

| variable | in \`gather.config.ts\` | default | meaning |
|---|---|---|---|
${rows.join('\n')}

## Options of \`DATABASE_URL\`

The query string takes the options of Prisma's own URLs. An unknown option is refused, since a misspelt TLS option
would otherwise leave the connection unencrypted.

| option | meaning |
|---|---|
| \`sslmode=verify-full\` | Uses TLS. Verifies the certificate of the server and its host name. \`sslaccept=strict\` means the same. |
| \`sslmode=verify-ca\` | Uses TLS. Verifies the certificate of the server, but not its host name. |
| \`sslmode=require\` | Uses TLS without verification. \`sslaccept=accept_invalid_certs\` means the same. |
| \`sslmode=disable\` | Does not use TLS. This is the default. |
| \`ssl-mode\` | Means the same as \`sslmode\`. |
| \`sslca=<path>\`, \`sslcert=<path>\` | The authority of the server's certificate, if it is not a public one. Without \`sslmode\` it implies \`verify-full\`. |
| \`ssl-cert=<path>\` and \`ssl-key=<path>\` | The certificate of the database user, in PEM files. |
| \`sslidentity=<path>\` and \`sslpassword\` | The certificate of the database user, in a PKCS 12 file. |
| \`allowPublicKeyRetrieval=true\` | Allows a \`caching_sha2_password\` login to MySQL without TLS. |
| \`socket=<path>\` | A Unix socket, instead of host and port. |
| \`connection_limit\` | The size of the pool. It takes precedence over \`POOL_SIZE\`. |
| \`pool_timeout\`, \`connect_timeout\`, \`socket_timeout\`, \`max_idle_connection_lifetime\` | Times of the pool, in seconds. |
| \`statement_cache_size\` | The number of prepared statements that a connection keeps. |
`;
}

function showProperty(variable: string): string {
  const [property] = [...settingsByProperty].find(([, setting]) => setting.variable === variable) ?? [];
  return property === undefined ? '' : `\`${property}\``;
}

function showDefault(fallback: unknown): string {
  if (fallback === undefined) return '';
  if (Array.isArray(fallback)) return fallback.length === 0 ? 'none' : fallback.join(', ');
  return `\`${JSON.stringify(fallback).replaceAll('"', '')}\``;
}

function renderMetrics(): string {
  const rows = Object.values<MetricRow>(metricTable).map(
    ({ kind, name, labels, sentence }) =>
      `| \`${name}\` | ${kind} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${sentence} |`,
  );
  return `# Metrics

Made from \`src/server/metric-table.ts\` by \`npm run docs\`.

With \`METRICS=true\` the gateway serves \`GET /metrics\` in the text format of Prometheus. The path is on the same port as
GraphQL, without access control. The proxy in front must block it for the public ([operations](operations.md)).

| metric | kind | labels | meaning |
|---|---|---|---|
${rows.join('\n')}

Times are in seconds. The metrics of the process itself are the defaults of prom-client, among them \`process_cpu_seconds_total\`,
\`process_resident_memory_bytes\`, \`nodejs_eventloop_lag_p99_seconds\` and \`nodejs_gc_duration_seconds\`.

## Questions they answer

| question | expression |
|---|---|
| How many loads share a statement? | \`rate(gather_statement_loads_total[5m]) / rate(gather_statement_duration_seconds_count[5m])\` |
| Does the database keep up? | \`gather_statements_waiting\` is 0 most of the time. |
| How long do loads wait? | \`histogram_quantile(0.99, rate(gather_statement_wait_seconds_bucket[5m]))\` |
| Are requests refused? | \`rate(gather_request_errors_total{code="OVERLOADED"}[5m])\` |

## Several processes

With \`PROCESSES\` above 1, any process answers for all of them. Every series then has the label \`process\`, which counts from 0.
Apply \`rate()\` before the sum: \`sum(rate(…)) without (process)\`. A replaced process starts at zero. A process
that does not report within two seconds is left out.
`;
}

function renderErrors(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, { status, sentence }]) => `| \`${code}\` | ${status} | ${sentence} |`,
  );
  return `# Errors

Made from \`src/errors.ts\` by \`npm run docs\`.

Every error of an answer has one of these codes in \`extensions.code\`. The message names the argument or field, the
expected value and the given one. No SQL, table, host or stack reaches a client. Unexpected errors are reported as
\`INTERNAL_SERVER_ERROR\`, and the log has their details under the answer's \`x-request-id\`.

The status applies to an answer without data. An answer with data has the status 200, and \`errors\` lists what failed
with its path. Clients that accept only \`application/json\` also get 200 for invalid documents and variables, as the
GraphQL-over-HTTP specification requires.

| code | status | meaning |
|---|---|---|
${rows.join('\n')}

## Errors of a mutation

An answer with errors has changed nothing, except for \`COMMIT_UNKNOWN\`. Every root field is then null and has an
error. One error says what failed. The others say \`Rolled back with …\` and have the same code.

- \`CONFLICT\` and \`CONSTRAINT\` list the fields of the constraint in \`extensions.fields\`, by their names in the API.
- \`CONFLICT\` after a lost race: the gateway has tried the transaction three more times. The client may try it again.
- \`CONFLICT\` of \`ifUnchangedSince\` or \`ifVersion\`: the client reads the row again before it tries again.
- \`BAD_USER_INPUT\` names the position in the input: \`data.posts.create[0].title\`.
- \`NOT_FOUND\`: a row to update, delete or link does not exist.
- \`TIMEOUT\`, \`OVERLOADED\` and \`DATABASE_UNAVAILABLE\`: nothing has changed. The client may send the request again.
- \`COMMIT_UNKNOWN\`: the write may have taken effect. The gateway never tries it again by itself. A request with the
  header \`Idempotency-Key\` can be sent again: it takes effect once and gets the same answer.
`;
}
