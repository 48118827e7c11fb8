import { parseArgs } from 'node:util';
import { openFaultServer } from './fault-server.ts';
import { faults } from './faults.ts';
import { runFaults } from './run-faults.ts';
import { writeTable } from './write-table.ts';

/** The command `npm run test:faults`; CONTRIBUTING.md names its options. */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
    server: { type: 'string', default: 'mariadb' },
  },
});
const only = values.only?.split(',').map(Number);
const kind = values.server === 'mysql' ? 'mysql' : 'mariadb';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interrupted.abort(new Error(`interrupted by ${signal}`)));
}
/** What a fault that broke off has left behind must not end the run before it has closed everything. */
process.on('unhandledRejection', (reason) => console.error('left behind:', reason));

const server = await openFaultServer(kind);
try {
  const results = await runFaults({
    faults: only === undefined ? faults : faults.filter(({ number }) => only.includes(number)),
    isShort: values.short,
    kind,
    serverUrl: server.url,
    signal: interrupted.signal,
    report: ({ number, title, outcome, seen }) => console.error(`${number} ${title}: ${outcome}. ${seen}`),
  });
  console.log(writeTable(results));
  const hasFault = results.some(({ outcome }) => outcome === 'does not hold');
  process.exitCode = hasFault || interrupted.signal.aborted ? 1 : 0;
} finally {
  await server[Symbol.asyncDispose]();
}
process.exit();
