import { parseArgs } from 'node:util';
import { one } from './workloads/one.ts';
import { pages } from './workloads/pages.ts';
import { tree } from './workloads/tree.ts';
import type { Workload } from './workloads/workload.ts';

/** A workload is a file in `workloads/` and its place here. */
const allWorkloads: readonly Workload[] = [tree, pages, one];

/** How long and how much is measured. */
export interface BenchSettings {
  /** How many times the demo directory: 10 is 10,000 users, 50,000 posts, 200,000 comments. */
  readonly scale: number;
  readonly rounds: number;
  /** Of each measurement. */
  readonly seconds: number;
  /** Of load before each measurement that is not measured. */
  readonly warmUpSeconds: number;
  readonly workloads: readonly Workload[];
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
  --scale <n>        times 1,000 users of the directory; also SEED_SCALE (${full.scale})
  --workload <name>  only this workload; may be given several times
  --short            one short round on a small directory, for CI
  --write            put the figures into docs/performance.md`;

/**
 * Reads the options of the command line.
 * @throws Error with what was wanted and what was got.
 */
export function readSettings(parameters: readonly string[], seedScale: string | undefined): BenchSettings {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      scale: { type: 'string' },
      workload: { type: 'string', multiple: true },
      short: { type: 'boolean' },
      write: { type: 'boolean' },
    },
  });
  const defaults = values.short === true ? short : full;
  const number = (name: keyof typeof full, most: number, given = values[name]): number =>
    given === undefined ? defaults[name] : readNumber(`--${name}`, given, most);
  return {
    scale: Math.ceil(number('scale', 1_000, values.scale ?? (seedScale || undefined))),
    rounds: Math.ceil(number('rounds', 100)),
    seconds: number('seconds', 3_600),
    warmUpSeconds: number('warm-up', 3_600),
    workloads: chooseWorkloads(values.workload ?? []),
    write: values.write === true,
  };
}

function chooseWorkloads(names: readonly string[]): readonly Workload[] {
  if (names.length === 0) return allWorkloads;
  return names.map((name) => {
    const workload = allWorkloads.find((each) => each.name === name);
    if (workload !== undefined) return workload;
    const known = allWorkloads.map((each) => each.name).join(', ');
    throw new Error(`--workload: expected one of ${known}, got ${JSON.stringify(name)}.`);
  });
}

function readNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && number <= most) return number;
  throw new Error(`${option}: expected a number above 0 and at most ${most}, got ${JSON.stringify(text)}.`);
}
