import { parseArgs } from 'node:util';
import { servers } from './servers.ts';
import { columns, columnsTree } from './workloads/columns.ts';
import { deep } from './workloads/deep.ts';
import { growth } from './workloads/growth.ts';
import { mixed } from './workloads/mixed.ts';
import { alone, many, one } from './workloads/one.ts';
import { level, skew } from './workloads/skew.ts';
import { tree } from './workloads/tree.ts';
import { wide } from './workloads/wide.ts';
import { create, nested, transfer, update } from './workloads/writes.ts';
import type { Workload } from './workloads/workload.ts';

/** A workload is a file in `workloads/` and its place here. */
const allWorkloads: readonly Workload[] = [
  tree,
  one,
  many,
  alone,
  wide,
  columns,
  columnsTree,
  deep,
  skew,
  level,
  mixed,
  ...growth,
  update,
  transfer,
  create,
  nested,
];

/** How long and how much is measured. */
export interface BenchSettings {
  /** How many times 1,000 users, 10,000 posts, 30,000 comments and a post with 20,000 more. */
  readonly scale: number;
  readonly rounds: number;
  /** Of each measurement. */
  readonly seconds: number;
  /** Of load before each measurement that is not measured. */
  readonly warmUpSeconds: number;
  readonly workloads: readonly Workload[];
  /** The names of those that are measured; Gather is always among them. */
  readonly servers: readonly string[];
  /** Whether docs/performance.md gets the figures of this run. */
  readonly write: boolean;
}

const full = { scale: 10, rounds: 3, seconds: 5, 'warm-up': 2 };
/** Shows that everything works; its figures are rough. */
const short = { scale: 1, rounds: 1, seconds: 2, 'warm-up': 2 };

export const usage = `Usage: npm run bench -- [options]

  --rounds <n>       rounds of each workload; the servers take turns (${full.rounds})
  --seconds <n>      length of each measurement (${full.seconds})
  --warm-up <n>      seconds of load before it that are not measured (${full['warm-up']})
  --scale <n>        times 1,000 users, 10,000 posts, 50,000 comments (${full.scale})
  --workload <name>  only this workload; may be given several times
  --server <name>    only this one beside Gather; may be given several times
  --short            one short round on a small directory, for CI
  --write            put the figures into docs/performance.md`;

/**
 * Reads the options of the command line.
 * @throws Error with what was wanted and what was got.
 */
export function readSettings(parameters: readonly string[]): BenchSettings {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      scale: { type: 'string' },
      workload: { type: 'string', multiple: true },
      server: { type: 'string', multiple: true },
      short: { type: 'boolean' },
      write: { type: 'boolean' },
    },
  });
  const defaults = values.short === true ? short : full;
  const number = (name: keyof typeof full, most: number): number => {
    const given = values[name];
    return given === undefined ? defaults[name] : readNumber(`--${name}`, given, most);
  };
  return {
    scale: Math.ceil(number('scale', 1_000)),
    rounds: Math.ceil(number('rounds', 100)),
    seconds: number('seconds', 3_600),
    warmUpSeconds: number('warm-up', 3_600),
    workloads: choose('--workload', allWorkloads, values.workload),
    servers: choose('--server', servers, values.server).map(({ name }) => name),
    write: values.write === true,
  };
}

function choose<T extends { readonly name: string }>(
  option: string,
  all: readonly T[],
  names: readonly string[] = [],
): readonly T[] {
  if (names.length === 0) return all;
  return names.map((name) => {
    const found = all.find((each) => each.name === name);
    if (found !== undefined) return found;
    const known = all.map((each) => each.name).join(', ');
    throw new Error(`${option}: expected one of ${known}, got ${JSON.stringify(name)}.`);
  });
}

function readNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && number <= most) return number;
  throw new Error(`${option}: expected a number above 0 and at most ${most}, got ${JSON.stringify(text)}.`);
}
