import type { Measurement } from './measure.ts';
import type { Results, ServerResults, WorkloadResults } from './results.ts';

const columns: readonly (readonly [title: string, figure: keyof Measurement])[] = [
  ['server CPU, ms', 'serverCpuMs'],
  ['database CPU, ms', 'databaseCpuMs'],
  ['statements', 'statements'],
  ['p50, ms', 'p50Ms'],
  ['p99, ms', 'p99Ms'],
  ['requests/s', 'requestsPerSecond'],
  ['RSS, MB', 'memoryMb'],
];

/** Writes results as Markdown that reads well in a terminal too: a table for each workload, then what it claims. */
export function writeReport(results: Results): string {
  const { date, machine, versions, settings } = results;
  const { rounds, seconds, scale } = settings;
  const directory = `${(scale * 1_000).toLocaleString('en')} users, ${(scale * 5_000).toLocaleString('en')} posts, ${(scale * 20_000).toLocaleString('en')} comments`;
  const lines = [
    `Measured on ${date.slice(0, 10)}: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; ${Object.entries(
      versions,
    )
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    `Directory: ${directory}. ${rounds} rounds of ${seconds} s, the servers taking turns; medians. CPU and statements are per request.`,
  ];
  return [...lines, ...results.workloads.map(writeWorkload)].join('\n\n');
}

function writeWorkload({ name, sentence, servers, claims }: WorkloadResults): string {
  const [own, ...others] = servers;
  const rows = [
    [name, ...columns.map(([title]) => title)],
    ...servers.map((server) => [server.name, ...columns.map(([, figure]) => format(server.medians[figure]))]),
    ...(own ? others.map((other) => writeRatios(own, other)) : []),
  ];
  const checked = claims.map(
    ({ sentence, found, holds }) => `- ${sentence}: ${format(found)}, ${holds ? 'holds' : 'DOES NOT HOLD'}`,
  );
  return [
    `### \`${name}\`: ${sentence}`,
    writeTable(rows),
    ...(checked.length > 0 ? [checked.join('\n')] : []),
  ].join('\n\n');
}

function writeRatios(own: ServerResults, other: ServerResults): readonly string[] {
  const ratios = columns.map(([, figure]) => format(own.medians[figure] / other.medians[figure]));
  return [`${own.name} / ${other.name}`, ...ratios];
}

function writeTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head, ...body] = rows.map(
    (row) =>
      `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [head, rule, ...body].join('\n');
}

/** Three figures that count, no exponent. */
function format(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}
