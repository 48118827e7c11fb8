// A gateway as far as its private database goes: opens it, tells where on standard output, and stays.
import { openLocalDatabase } from '../../../src/database/local/open-local-database.ts';

const [directory = '', packagesDirectory = ''] = process.argv.slice(2);
const { url, pid } = await openLocalDatabase({
  directory,
  packagesDirectory,
  host: process,
  report: () => undefined,
});
process.stdout.write(`${JSON.stringify({ url, pid })}\n`);
setInterval(() => undefined, 60_000);
