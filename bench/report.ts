import type { Measurement } from './measure.ts';
import type { CheckedClaim, Results, ServerResults, WorkloadResults } from './results.ts';
import { writeTable } from './write-table.ts';

const columns: readonly (readonly [title: string, figure: keyof Measurement])[] = [
  ['CPU, ms', 'cpuMs'],
  ['of the server', 'serverCpuMs'],
  ['of the database', 'databaseCpuMs'],
  ['statements', 'statements'],
  ['p50, ms', 'p50Ms'],
  ['p99, ms', 'p99Ms'],
  ['requests/s', 'requestsPerSecond'],
  ['RSS, MB', 'memoryMb'],
];

/** Writes results as Markdown that reads well in a terminal too: what is claimed, then a table for each workload. */
export function writeReport(results: Results): string {
  return [describeRun(results), writeClaims(results.claims), ...results.workloads.map(writeWorkload)].join(
    '\n\n',
  );
}

/** When and on what it was measured. */
export function describeRun({ date, machine, versions, settings }: Results): string {
  const { rounds, seconds, scale } = settings;
  const thousands = (count: number): string => (count * scale * 1_000).toLocaleString('en');
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured on ${date.slice(0, 10)}: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; ${programs.join(', ')}.`,
    `Directory: ${thousands(1)} users, ${thousands(10)} posts, ${thousands(30)} comments, and one post with ${thousands(20)} more. ${rounds} rounds of ${seconds} s, the servers taking turns; medians. CPU and statements are per request.`,
  ].join('\n\n');
}

function writeClaims(claims: readonly CheckedClaim[]): string {
  return writeTable([
    ['what is held to', 'bound', 'found', ''],
    ...claims.map(({ sentence, atMost, atLeast, found, holds }) => [
      sentence,
      atMost === undefined ? `≥ ${format(atLeast ?? NaN)}` : `≤ ${format(atMost)}`,
      format(found),
      holds ? 'holds' : '**does not hold**',
    ]),
  ]);
}

function writeWorkload({ name, sentence, rows, servers }: WorkloadResults): string {
  const [own, ...others] = servers;
  const table = [
    [name, ...columns.map(([title]) => title)],
    ...servers.map((server) => [server.name, ...columns.map(([, figure]) => format(server.medians[figure]))]),
    ...(own ? others.map((other) => writeRatios(own, other)) : []),
  ];
  return [`### \`${name}\`: ${sentence}`, `Rows of an answer: ${format(rows)}.`, writeTable(table)].join(
    '\n\n',
  );
}

function writeRatios(own: ServerResults, other: ServerResults): readonly string[] {
  const ratios = columns.map(([, figure]) => format(own.medians[figure] / other.medians[figure]));
  return [`${own.name} / ${other.name}`, ...ratios];
}

/** Three figures that count, no exponent. */
export function format(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}
