import type { Fault } from './fault.ts';

/** The gateway is asked to stop while clients are subscribed. */
export const openSubscriptions: Fault = {
  number: 21,
  title: 'SIGTERM with subscriptions',
  doesNotApply: 'there are no subscriptions',
  run: () => Promise.resolve(),
};
