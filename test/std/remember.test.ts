import { expect, test, vi } from 'vitest';
import { remember } from '../../src/std/remember.ts';

test('A load is remembered, and one that failed is tried again', async () => {
  const load = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('no disk'))
    .mockResolvedValue('the page');
  const read = remember(load);
  await expect(Promise.all([read(), read()])).rejects.toThrow('no disk');
  expect(load).toHaveBeenCalledTimes(1);
  expect(await read()).toBe('the page');
  expect(await read()).toBe('the page');
  expect(load).toHaveBeenCalledTimes(2);
});
