import { SqlError } from 'mariadb';
import { expect, test } from 'vitest';
import { translateCommitError } from '../../../src/database/write/translate-write-error.ts';

test.each([
  [
    'a deadlock in the cluster',
    1180,
    'Got error 149 "Lock deadlock; Retry transaction" during COMMIT',
    'CONFLICT',
  ],
  [
    'a cluster that is gone',
    1180,
    'Got error 107 "Transport endpoint is not connected" during COMMIT',
    'COMMIT_UNKNOWN',
  ],
  ['a lost connection', 45009, 'socket has unexpectedly been closed', 'COMMIT_UNKNOWN'],
  [
    'a node that takes no statements',
    1047,
    'WSREP has not yet prepared node for application use',
    'DATABASE_UNAVAILABLE',
  ],
])('COMMIT that fails because of %s is %i %s: %s', (_, errno, message, code) => {
  const error = new SqlError(message, 'COMMIT', false, undefined, 'HY000', errno);
  expect(translateCommitError(error)).toMatchObject({ code });
});
