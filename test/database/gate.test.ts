import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Gate } from '../../src/database/gate.ts';

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
