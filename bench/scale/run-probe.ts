import type { CountedAccount, DatabaseWork } from './open-counted-account.ts';
import type { Probe } from './probe.ts';

/** The cost of a probe. */
export interface ProbeResult extends DatabaseWork {
  readonly probe: Probe;
  /** The rows that were locked. Undefined for a query. */
  readonly locked: number | undefined;
}

/** Sends a document, and returns its answer. */
export type Send = (document: string, variables?: Probe['variables']) => Promise<unknown>;

/** The number of measured runs of a probe, and the time beyond which one is enough. */
const runs = 5;
const slowMs = 300;

/** Every run of a write ends with a field that fails, so that the transaction is rolled back. */
const refused = 'refused: deleteTeam(id: 0) { id }';
/** A field that waits for a lock, which shows how many rows the fields before it have locked. */
const held = 'held: updateTeam(id: 1, data: { name: "held" }) { id }';

/**
 * Measures a probe: the median of some runs after the first, or the first if it is slow.
 * @throws Error if the answer is not one that the probe expects.
 */
export async function runProbe(probe: Probe, account: CountedAccount, send: Send): Promise<ProbeResult> {
  const document = probe.isWrite ? `mutation { probe: ${probe.document} ${refused} }` : probe.document;
  const once = (): Promise<DatabaseWork> =>
    account.measure(async () => checkAnswer(probe, await send(document, probe.variables)));
  const measured = [await once()];
  if ((measured[0]?.ms ?? 0) < slowMs) {
    measured.length = 0;
    while (measured.length < runs) measured.push(await once());
  }
  const [median] = measured
    .toSorted((one, other) => one.ms - other.ms)
    .slice(Math.floor(measured.length / 2));
  if (median === undefined) throw new Error('Expected a run.');
  return { ...median, probe, locked: probe.isWrite ? await countLocked(probe, account, send) : undefined };
}

async function countLocked(probe: Probe, account: CountedAccount, send: Send): Promise<number> {
  const { connection } = account;
  await connection.query('START TRANSACTION');
  await connection.query('SELECT `id` FROM `Team` WHERE `id` = 1 FOR UPDATE');
  const answer = send(`mutation { probe: ${probe.document} ${held} ${refused} }`);
  try {
    return await account.countLockedRows();
  } finally {
    await connection.query('ROLLBACK');
    checkAnswer(probe, await answer);
  }
}

function checkAnswer(probe: Probe, answer: unknown): void {
  const { errors } = answer as { readonly errors?: readonly { readonly path?: readonly unknown[] }[] };
  const isExpected = probe.isWrite ? errors?.[0]?.path?.[0] === 'refused' : errors === undefined;
  if (!isExpected)
    throw new Error(`Expected an answer of the probe "${probe.name}", got ${JSON.stringify(answer)}.`);
}
