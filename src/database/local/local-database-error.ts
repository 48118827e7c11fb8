/** The private database server cannot be had; the message says why and what to do. */
export class LocalDatabaseError extends Error {
  override readonly name = 'LocalDatabaseError';
}

/** What a person can do where no private server can be had; ends the message of several errors. */
export const waysOut = [
  'Two ways out:',
  '  - install MariaDB (on Debian or Ubuntu: apt-get install mariadb-server) and start again, or',
  '  - run `docker compose up`, which includes a database.',
  'Or set DATABASE_URL=mysql://user:password@host:port/database to serve a database that is there already.',
].join('\n');
