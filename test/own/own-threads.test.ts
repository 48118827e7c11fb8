import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OwnOptions } from '../../src/own/builders.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const args = { behaviour: 'String = "well"' };

const own: OwnOptions = {
  folder: join(import.meta.dirname, 'threads'),
  extend: {
    User: (user) => ({
      inThread: user.field('String', { needs: ['id'], args, worker: './behave.ts' }),
      inTime: user.field('String', { needs: ['id'], args, timeoutMs: 500, worker: './behave.ts' }),
      byUrl: user.field('String', {
        needs: ['id'],
        args,
        worker: new URL('threads/behave.ts', import.meta.url),
      }),
    }),
  },
};

const opened = new AsyncDisposableStack();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = opened.use(await openTestGateway({ databaseUrl: seededDatabaseUrl(), own }));
});

afterAll(() => opened.disposeAsync());

/** Queries a field that runs in a thread, of the first three users. */
function ask(behaviour: string, field = 'inThread'): ReturnType<TestGateway['query']> {
  return gateway.query(`{ users(first: 3) { nodes { value: ${field}(behaviour: "${behaviour}") } } }`);
}

function valuesOf(data: unknown): readonly unknown[] {
  return (data as { users: { nodes: { value: unknown }[] } }).users.nodes.map(({ value }) => value);
}

describe('Own field in a thread', () => {
  test.each(['inThread', 'byUrl'])('answers all rows: %s', async (field) => {
    const { data, errors } = await ask('well', field);
    expect(errors).toBeUndefined();
    expect(valuesOf(data)).toEqual(['well 1 true', 'well 2 true', 'well 3 true']);
  });

  test.each([
    ['throw', [null, null, null]],
    ['exit', [null, null, null]],
    ['function', [null, null, null]],
    ['errors', ['1', null, '3']],
    ['promises', ['1', null, '3']],
  ])('fails alone, and the next call is answered: %s', async (behaviour, values) => {
    const { status, data, errors } = await ask(behaviour);
    expect(status).toBe(200);
    expect(valuesOf(data)).toEqual(values);
    const failed = values.filter((value) => value === null);
    expect(errors).toHaveLength(failed.length);
    for (const { message, extensions } of errors ?? [])
      expect({ message, code: extensions.code }).toEqual({
        message: 'Unexpected error.',
        code: 'INTERNAL_SERVER_ERROR',
      });
    expect(valuesOf((await ask('well')).data)).toEqual(['well 1 true', 'well 2 true', 'well 3 true']);
  });

  test('is ended at its deadline, and the next one gets a new thread', async () => {
    for (let asked = 0; asked < 6; asked++) {
      const { data, errors } = await ask('block', 'inTime');
      expect(valuesOf(data)).toEqual([null, null, null]);
      expect(errors?.[0]).toMatchObject({
        message: 'User.inTime took longer than 500 ms.',
        extensions: { code: 'TIMEOUT' },
      });
    }
    expect(valuesOf((await ask('well')).data)).toEqual(['well 1 true', 'well 2 true', 'well 3 true']);
  });

  test('that blocks its thread for ten seconds leaves the event loop to other requests', async () => {
    const controller = new AbortController();
    const blocking = gateway.query(
      '{ users(first: 1) { nodes { inThread(behaviour: "block") } } }',
      {},
      { signal: controller.signal },
    );
    using delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    for (let asked = 0; asked < 100; asked++) {
      const { errors } = await gateway.query('{ user(id: 1) { name } }');
      expect(errors).toBeUndefined();
    }
    delay.disable();
    // All of them were answered before the thread has ended: none waited for it.
    expect(await Promise.race([blocking.then(() => 'ended'), Promise.resolve('blocked')])).toBe('blocked');
    expect(delay.percentile(50)).toBeLessThan(1e9);
    controller.abort();
    await expect(blocking).rejects.toThrow('abort');
  });
});
