import { threadId } from 'node:worker_threads';

interface Behaviour {
  readonly behaviour: string;
}

/** Does in a thread what its argument says: blocks, dies, fails, or answers with its rows and its thread. */
// eslint-disable-next-line import/no-default-export -- threads call it
export default function behave(rows: readonly { readonly id: string }[], { behaviour }: Behaviour): unknown {
  switch (behaviour) {
    case 'block':
      for (const endMs = Date.now() + 10_000; Date.now() < endMs;);
      return rows.map(() => 'blocked');
    case 'exit':
      process.exit(3);
    // eslint-disable-next-line no-fallthrough -- the process has ended
    case 'throw':
      throw new Error('a secret of the user');
    case 'errors':
      return rows.map(({ id }) => (id === '2' ? new Error('a secret of the user') : id));
    case 'promises':
      return rows.map(({ id }) => (id === '2' ? Promise.reject(new Error('no')) : Promise.resolve(id)));
    case 'function':
      return rows.map(() => () => 1);
    default:
      return Promise.resolve(rows.map(({ id }) => `${behaviour} ${id} ${threadId > 0}`));
  }
}
