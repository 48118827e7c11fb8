import { expect, test, vi } from 'vitest';
import { Topic } from '../../src/std/topic.ts';

test('Topic calls each listener until its subscription is disposed', () => {
  const topic = new Topic<number>();
  const heard: string[] = [];
  const listener = (event: number): void => void heard.push(`a${event}`);
  expect(topic.hasSubscribers).toBe(false);
  const first = topic.subscribe(listener);
  {
    using _second = topic.subscribe(listener);
    topic.publish(1);
  }
  topic.publish(2);
  first[Symbol.dispose]();
  topic.publish(3);
  expect(heard).toEqual(['a1', 'a1', 'a2']);
  expect(topic.hasSubscribers).toBe(false);
});

test('Topic lets a listener leave while an event is published', () => {
  const topic = new Topic<number>();
  const heard: string[] = [];
  const leaving = topic.subscribe(() => {
    heard.push('leaving');
    leaving[Symbol.dispose]();
  });
  using _staying = topic.subscribe(() => heard.push('staying'));
  topic.publish(1);
  topic.publish(2);
  expect(heard).toEqual(['leaving', 'staying', 'staying']);
});

test('Topic publishes to the others when a listener throws, and does not hide the error', async () => {
  const topic = new Topic<number>();
  const heard: number[] = [];
  const fault = new Error('a listener with a fault');
  const uncaught = vi.fn<(error: Error) => void>();
  const before = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', uncaught);
  using _faulty = topic.subscribe(() => {
    throw fault;
  });
  using _other = topic.subscribe((event) => heard.push(event));
  topic.publish(1);
  await new Promise((resolve) => setImmediate(resolve));
  process.removeAllListeners('uncaughtException');
  for (const listener of before) process.on('uncaughtException', listener);
  expect(heard).toEqual([1]);
  expect(uncaught).toHaveBeenCalledExactlyOnceWith(fault, 'uncaughtException');
});
