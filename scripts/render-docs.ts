import type { Setting } from '../src/setting.ts';
import { settings } from '../src/settings.ts';
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
      `| \`${variable}\` | ${variable === 'NODE_ENV' ? '' : showDefault(fallback)} | ${sentence} |`,
  );
  return `# Settings

Made from \`src/settings.ts\` and \`src/overload-settings.ts\` by \`npm run docs\`.

Settings are environment variables, or lines of a file called \`.env\` (\`ENV_FILE\`). All faults are told at once at start, with what was wanted and what was got, and
the command ends with exit code 2. An empty variable counts as absent. The start warns about
variables whose names are nearly those of settings.

| variable | default | |
|---|---|---|
${rows.join('\n')}

## Options of \`DATABASE_URL\`

The query string takes the options that Prisma's own URLs have. An unknown one is refused: a misspelt TLS option that
is passed over would leave the connection open to be read.

| option | |
|---|---|
| \`sslmode\`, \`ssl-mode\` | \`verify-full\` (or \`sslaccept=strict\`): TLS, to a server whose certificate is trusted and for this host; \`verify-ca\`: whatever its host; \`require\` (or \`sslaccept=accept_invalid_certs\`): whoever it is; \`disable\`: no TLS, as without any of these options |
| \`sslca=<path>\` (or \`sslcert\`) | the authority of the server's certificate, if no public one; alone it asks for \`verify-full\` |
| \`ssl-cert=<path>\` and \`ssl-key=<path>\`, or \`sslidentity=<path>\` and \`sslpassword\` | the certificate of a user who must have one, as PEM files or as PKCS 12 |
| \`allowPublicKeyRetrieval=true\` | lets a \`caching_sha2_password\` login of MySQL happen without TLS |
| \`socket=<path>\` | a Unix socket in place of host and port |
| \`connection_limit\`, \`pool_timeout\`, \`connect_timeout\`, \`socket_timeout\`, \`max_idle_connection_lifetime\`, \`statement_cache_size\` | the pool; \`connection_limit\` comes before \`POOL_SIZE\`; times in seconds |
`;
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
GraphQL and has no guard of its own, so the proxy in front must keep it from the public ([operations](operations.md)).

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

Every error of an answer has one of these codes in \`extensions.code\`. A message names the argument or field, what was
wanted and what was got. No SQL, table, host or stack reaches a client: a fault is \`INTERNAL_SERVER_ERROR\` with a
sentence that tells nothing of it, and the log has the rest under the answer's \`x-request-id\`.

The status is that of an answer which has no data at all. An answer with data is 200 and names what failed in
\`errors\`, with its path. Where the client accepts only \`application/json\`, documents and variables that are wrong are
answered with 200 too, as the GraphQL-over-HTTP specification has it for that media type.

| code | status | |
|---|---|---|
${rows.join('\n')}

## Errors of a mutation

An answer with errors has changed nothing, but for \`COMMIT_UNKNOWN\`. Every root field is then null and has an error: one
says what failed, the others \`Rolled back with …\`, with the same code.

- \`CONFLICT\` and \`CONSTRAINT\` name the fields of the constraint in \`extensions.fields\`, as the API calls them. A transaction that
  lost to another one was tried again three times before; the client may try it once more. So it may where \`ifUnchangedSince\` or
  \`ifVersion\` was not what it must be, after it has read the row anew.
- \`BAD_USER_INPUT\` names the place in the input: \`data.posts.create[0].title\`.
- \`NOT_FOUND\`: the row to update, to delete or to connect is not there.
- \`TIMEOUT\`, \`OVERLOADED\` and \`DATABASE_UNAVAILABLE\`: nothing has happened, and the same request may be sent again.
- \`COMMIT_UNKNOWN\`: the gateway cannot know, and never tries again by itself. A request that carried the header
  \`Idempotency-Key\` can be sent again as it was: it has one effect, and its answer.
`;
}
