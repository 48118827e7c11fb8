import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const workloads = [
  'tree',
  'columns',
  'columns-tree',
  'deep',
  'skew',
  'mixed',
  'create',
  'nested',
  'update',
  'transfer',
];

test(
  'Benchmark runs from its start to its report, Gather and hand-written code answering alike',
  { timeout: 180_000 },
  async () => {
    const parameters = ['--server', 'hand-written', ...workloads.flatMap((name) => ['--workload', name])];
    const short = ['--scale', '1', '--rounds', '1', '--seconds', '0.3', '--warm-up', '0.1'];
    const run = spawn(process.execPath, [
      join(import.meta.dirname, '../../bench/run.ts'),
      ...short,
      ...parameters,
    ]);
    const [report, progress, [exitCode]] = await Promise.all([
      text(run.stdout),
      text(run.stderr),
      once(run, 'close'),
    ]);
    // 1 where a claim does not hold, as after so short a time they may not; also after a fault, which leaves no report.
    expect({ exitCode, progress }).toMatchObject({ exitCode: expect.toBeOneOf([0, 1]) as number });
    for (const name of workloads) {
      expect(progress).toMatch(new RegExp(`${name}: \\d+ requests answered alike by 2 servers`));
      expect(report).toContain(`### \`${name}\``);
    }
    expect(report).toContain('`tree`: CPU, to that of hand-written code');
  },
);
