import type { Fault } from './fault.ts';
import { Stage, type StageOptions } from './stage.ts';

/** What has come of one row of the table. */
export interface FaultResult {
  readonly number: number;
  readonly title: string;
  readonly seen: string;
  /** `not run` where it takes too long for the short form, or cannot arise. */
  readonly outcome: 'holds' | 'does not hold' | 'held by other tests' | 'not run';
}

/** What is run, and who is told of each row. */
export interface RunOptions extends StageOptions {
  readonly faults: readonly Fault[];
  /** Ends the run: what is open is closed, and rows that have not come are left out. */
  readonly signal: AbortSignal;
  readonly report: (result: FaultResult) => void;
}

const timeoutMsDefault = 120_000;

/** Runs faults one after the other, each bounded in time. */
export async function runFaults({ faults, signal, report, ...options }: RunOptions): Promise<FaultResult[]> {
  const results: FaultResult[] = [];
  for (const fault of faults) {
    if (signal.aborted) break;
    const result = tellWithoutRun(fault, options) ?? (await runFault(fault, options, signal));
    results.push(result);
    report(result);
  }
  return results;
}

function tellWithoutRun(fault: Fault, { isShort }: StageOptions): FaultResult | undefined {
  const { number, title, short, doesNotApply } = fault;
  if (doesNotApply !== undefined)
    return { number, title, seen: `does not apply: ${doesNotApply}`, outcome: 'not run' };
  if (!isShort || short === 'runs') return undefined;
  if (short === undefined) return { number, title, seen: 'in the long form only', outcome: 'not run' };
  return { number, title, seen: `held by ${short.heldBy}`, outcome: 'held by other tests' };
}

async function runFault(fault: Fault, options: StageOptions, signal: AbortSignal): Promise<FaultResult> {
  const { number, title, timeoutMs = timeoutMsDefault, run } = fault;
  const stage = new Stage(options);
  const ended = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let broke: string | undefined;
  try {
    await Promise.race([run(stage), rejectWhenAborted(ended)]);
  } catch (error) {
    if (ended.aborted && !signal.aborted) broke = `not over after ${timeoutMs / 1_000} s`;
    else broke = error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
    broke = [broke, await stage.describeEnds()].filter((text) => text !== '').join('; ');
  }
  try {
    await stage[Symbol.asyncDispose]();
  } catch (error) {
    broke ??= `could not be cleaned up: ${String(error)}`;
  }
  const seen = [stage.seen.toString(), ...(broke === undefined ? [] : [`**broke off: ${broke}**`])];
  const holds = broke === undefined && stage.seen.holds;
  return {
    number,
    title,
    seen: seen.filter((text) => text !== '').join('; '),
    outcome: holds ? 'holds' : 'does not hold',
  };
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
