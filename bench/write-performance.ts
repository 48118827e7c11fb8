import { readFile, writeFile } from 'node:fs/promises';
import { drawChart } from './draw-chart.ts';
import type { Measurement } from './measure.ts';
import { format } from './report.ts';
import type { Results } from './results.ts';
import { writeTable } from './write-table.ts';

const begin = '<!-- figures: npm run bench -- --write -->';
const end = '<!-- end of figures -->';

/** Puts a report between the markers of docs/performance.md, a table into the README, and draws docs/benchmark.svg. */
export async function writePerformance(results: Results, report: string): Promise<void> {
  await replaceFigures('docs/performance.md', report);
  await replaceFigures('README.md', writeSummary(results));
  await writeFile(fileOf('docs/benchmark.svg'), drawChart(results));
}

async function replaceFigures(path: string, figures: string): Promise<void> {
  const text = await readFile(fileOf(path), 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`Expected ${begin} and ${end} in ${path}.`);
  await writeFile(fileOf(path), `${text.slice(0, from + begin.length)}\n\n${figures}\n\n${text.slice(to)}`);
}

function fileOf(path: string): URL {
  return new URL(`../${path}`, import.meta.url);
}

const summarised: readonly (readonly [title: string, workload: string, figure: keyof Measurement])[] = [
  ['`one`, CPU ms', 'one', 'cpuMs'],
  ['statements', 'one', 'statements'],
  ['requests/s', 'one', 'requestsPerSecond'],
  ['`tree`, CPU ms', 'tree', 'cpuMs'],
  ['statements', 'tree', 'statements'],
  ['`deep`, CPU ms', 'deep', 'cpuMs'],
  ['`wide`, CPU ms', 'wide', 'cpuMs'],
];

/** A row a server, CPU of server and database per request; when and on what it was measured below. */
function writeSummary({ workloads, date, machine }: Results): string {
  const names = workloads[0]?.servers.map(({ name }) => name) ?? [];
  const rows = names.map((server) => [
    server,
    ...summarised.map(([, workload, figure]) => {
      const found = workloads.find(({ name }) => name === workload);
      return format(found?.servers.find(({ name }) => name === server)?.medians[figure] ?? NaN);
    }),
  ]);
  const table = writeTable([['server', ...summarised.map(([title]) => title)], ...rows]);
  return `${table}\n\n${date.slice(0, 10)}, ${machine.processor}, ${machine.cores} cores, which load, server and database share.`;
}
