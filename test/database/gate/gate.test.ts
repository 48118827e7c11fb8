import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Flow } from '../../../src/database/gate/flow.ts';
import { Gate, Ticket } from '../../../src/database/gate/gate.ts';

/** Tasks that run until they are told to end. */
class Tasks {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, () => void>();

  build(name: string): () => Promise<void> {
    return () => {
      this.begun.push(name);
      return new Promise((resolve) => this.#ends.set(name, resolve));
    };
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    await new Promise(setImmediate);
  }
}

describe('Gate', () => {
  test('runs as many as it may, and the others in the order of their coming', async () => {
    const tasks = new Tasks();
    const gate = new Gate(2);
    for (const name of ['a', 'b', 'c', 'd']) gate.enter(tasks.build(name));
    expect([tasks.begun, gate.running, gate.waiting]).toEqual([['a', 'b'], 2, 2]);
    await tasks.end('b');
    expect([tasks.begun, gate.running, gate.waiting]).toEqual([['a', 'b', 'c'], 2, 1]);
    await tasks.end('a');
    await tasks.end('c');
    await tasks.end('d');
    expect([tasks.begun, gate.running, gate.waiting]).toEqual([['a', 'b', 'c', 'd'], 0, 0]);
  });

  test('passes over what was withdrawn, once, and lets what runs run', async () => {
    const tasks = new Tasks();
    const gate = new Gate(1);
    const [first, second] = ['a', 'b', 'c'].map((name) => gate.enter(tasks.build(name)));
    for (const ticket of [first, second, second]) ticket?.withdraw();
    expect([gate.running, gate.waiting]).toEqual([1, 1]);
    await tasks.end('a');
    expect([tasks.begun, gate.running, gate.waiting]).toEqual([['a', 'c'], 1, 0]);
  });

  test('keeps the order of those that stay while very many come and go', async () => {
    const tasks = new Tasks();
    const gate = new Gate(1);
    gate.enter(tasks.build('first'));
    for (let each = 0; each < 1_000; each++) {
      if (each % 100 === 0) gate.enter(tasks.build(String(each)));
      gate.enter(tasks.build('gone')).withdraw();
    }
    expect(gate.waiting).toBe(10);
    for (const name of ['first', '0', '100', '200']) await tasks.end(name);
    expect(tasks.begun).toEqual(['first', '0', '100', '200', '300']);
  });

  test('keeps alive nothing that has passed it', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void;
    const gate = new Gate(1);
    const ends: (() => void)[] = [];
    const enter = (): void => {
      const payload = Array.from({ length: 2_000 }, () => 0); // 16 KB
      gate.enter(() => new Promise((resolve) => ends.push(() => resolve(void payload))));
    };
    const pass = async (): Promise<void> => {
      enter();
      ends.shift()?.();
      await new Promise(setImmediate);
    };
    for (let waiting = 0; waiting < 3; waiting++) enter();
    for (let round = 0; round < 3; round++) collect({ type: 'major' }); // the gate is old from here on
    const before = process.memoryUsage().heapUsed;
    for (let each = 0; each < 1_000; each++) await pass();
    for (let round = 0; round < 3; round++) collect({ type: 'minor' });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_000_000);
  });
});

/** A gate whose clock stands still unless the test moves it, and whose tasks run until they are told to end. */
class TestGate {
  nowMs = 0;
  readonly tasks = new Tasks();
  readonly gate: Gate;

  constructor(limit: number) {
    this.gate = new Gate(limit, { sharePercent: 50, slowMs: 250, now: () => this.nowMs });
  }

  /** Enters tasks for one flow. */
  enter(flow: Flow, names: readonly string[], kind?: string): readonly Ticket[] {
    return names.map((name) => this.gate.enter(this.tasks.build(name), new Ticket([flow]), kind));
  }

  /** Ends what runs, one after the other in the order in which it began, until nothing runs. */
  async endAll(): Promise<readonly string[]> {
    for (const name of this.tasks.begun) await this.tasks.end(name);
    return this.tasks.begun;
  }

  /** Runs a task alone for so long. */
  async take(flow: Flow, kind: string, tookMs: number): Promise<void> {
    const name = `${kind} that took ${tookMs} ms`;
    this.enter(flow, [name], kind);
    this.nowMs += tookMs;
    await this.tasks.end(name);
    this.tasks.begun.length = 0;
  }
}

function numbered(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index}`);
}

describe('Gate with several flows', () => {
  test('has them take turns, each with its oldest first', async () => {
    const test = new TestGate(1);
    test.enter(new Flow(), ['busy']);
    for (const name of ['a', 'b']) test.enter(new Flow(), numbered(name, 3));
    test.enter(new Flow(), ['c0']);
    expect(await test.endAll()).toEqual(['busy', 'a0', 'b0', 'c0', 'a1', 'b1', 'a2', 'b2']);
  });

  test('has one that comes later wait for at most one statement of each other', async () => {
    const test = new TestGate(1);
    for (let flow = 0; flow < 16; flow++) test.enter(new Flow(), numbered(`${flow}.`, 100));
    for (const name of test.tasks.begun.slice()) await test.tasks.end(name);
    for (let served = 0; served < 40; served++) await test.tasks.end(test.tasks.begun.at(-1) ?? '');
    const before = test.tasks.begun.length;
    test.enter(new Flow(), ['late']);
    expect((await test.endAll()).indexOf('late') - before).toBeLessThanOrEqual(16);
  });

  test('sends what several share in the turn that comes first, and takes that turn from nobody else', async () => {
    const test = new TestGate(1);
    const [greedy, modest] = [new Flow(), new Flow()];
    test.enter(greedy, ['busy']);
    const [, , , last] = test.enter(greedy, numbered('a', 4));
    test.enter(new Flow(), ['b']);
    last?.join(modest);
    last?.join(new Flow());
    expect(await test.endAll()).toEqual(['busy', 'a3', 'b', 'a0', 'a1', 'a2']);
  });

  test('sends what was shared by one that has left, and nothing twice', async () => {
    const test = new TestGate(1);
    test.enter(new Flow(), ['busy']);
    const [shared, own] = test.enter(new Flow(), ['shared', 'own']);
    const other = new Flow();
    shared?.join(other);
    own?.withdraw();
    test.enter(other, ['after']);
    expect(await test.endAll()).toEqual(['busy', 'shared', 'after']);
    expect([test.gate.running, test.gate.waiting]).toEqual([0, 0]);
  });

  test('lets one hold half of the slots while others wait, and all while none does', async () => {
    const test = new TestGate(4);
    const [one, other] = [new Flow(), new Flow()];
    test.enter(one, numbered('a', 6));
    expect(test.tasks.begun).toEqual(['a0', 'a1', 'a2', 'a3']);
    test.enter(other, numbered('b', 4));
    await test.tasks.end('a0');
    await test.tasks.end('a1');
    await test.tasks.end('b0');
    expect(test.tasks.begun.slice(4)).toEqual(['b0', 'b1', 'b2']);
    await test.tasks.end('a2');
    expect(test.tasks.begun.at(-1)).toBe('a4');
  });

  test('charges a flow for what its statements took', async () => {
    const test = new TestGate(1);
    const slow = new Flow();
    test.enter(slow, ['slow']);
    const quick = new Flow();
    test.enter(slow, ['after it']);
    test.enter(quick, numbered('a', 3));
    test.nowMs += 1_100;
    expect(await test.endAll()).toEqual(['slow', 'a0', 'a1', 'a2', 'after it']);
  });

  test('has a short statement go before one that is expected to take long, but not for ever', async () => {
    const test = new TestGate(1);
    await test.take(new Flow(), 'long', 200);
    test.enter(new Flow(), ['busy']);
    test.enter(new Flow(), ['long'], 'long');
    const flow = new Flow();
    test.enter(flow, numbered('a', 300));
    const begun = await test.endAll();
    expect(begun.indexOf('long')).toBe(1 + 199);
  });
});

describe('Gate', () => {
  test('leaves half of its slots to what is not slow', async () => {
    const test = new TestGate(4);
    await test.take(new Flow(), 'report', 300);
    for (const name of ['a', 'b', 'c']) test.enter(new Flow(), [name], 'report');
    expect([test.tasks.begun, test.gate.waiting]).toEqual([['a', 'b'], 1]);
    test.enter(new Flow(), ['lookup']);
    test.enter(new Flow(), ['new'], 'of a new kind, while others are slow');
    expect([test.tasks.begun, test.gate.waiting]).toEqual([['a', 'b', 'lookup'], 2]);
    await test.tasks.end('a');
    expect(test.tasks.begun.at(-1)).toBe('c');
  });

  test('takes a kind for slow no longer, when it was not for a while', async () => {
    const test = new TestGate(4);
    await test.take(new Flow(), 'report', 300);
    for (let run = 0; run < 3; run++) await test.take(new Flow(), 'report', 10);
    test.enter(new Flow(), numbered('a', 4), 'report');
    expect(test.gate.running).toBe(4);
  });

  test('takes new kinds for quick again, ten seconds after the last slow statement', async () => {
    const test = new TestGate(4);
    await test.take(new Flow(), 'report', 300);
    test.nowMs += 10_001;
    test.enter(new Flow(), numbered('a', 4), 'new');
    expect(test.gate.running).toBe(4);
  });

  test('keeps nothing of those that come and go while nothing is admitted', () => {
    const test = new TestGate(1);
    test.enter(new Flow(), ['busy']);
    const started = process.memoryUsage().heapUsed;
    const flow = new Flow();
    for (let each = 0; each < 200_000; each++)
      test.gate.enter(async () => undefined, new Ticket([flow])).withdraw();
    expect(test.gate.waiting).toBe(0);
    expect(process.memoryUsage().heapUsed - started).toBeLessThan(100_000_000);
  });
});
