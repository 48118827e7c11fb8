/** An error of the private database server, with its reason and advice. */
export class LocalDatabaseError extends Error {
  override readonly name = 'LocalDatabaseError';
}

/** Advice for a machine without a private server. It ends the message of several errors. */
export const waysOut = [
  'Two ways out:',
  '  - install MariaDB (on Debian or Ubuntu: apt-get install mariadb-server) and start again, or',
  '  - run `docker compose up`, which includes a database.',
  'Or set DATABASE_URL=mysql://user:password@host:port/database to serve an existing database.',
].join('\n');
