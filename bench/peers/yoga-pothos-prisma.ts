// GraphQL Yoga with a schema of Pothos and its Prisma plugin: a document becomes one nested `findMany` that reads
// only the columns it shows. Yoga as in yoga-dataloader-prisma.
import { createServer } from 'node:http';
import { createYoga } from 'graphql-yoga';
import { openPrisma } from './directory/open-prisma.ts';
import { buildPothosSchema } from './pothos/build-pothos-schema.ts';

const { DATABASE_URL = '', PORT = '' } = process.env;

const yoga = createYoga({
  schema: buildPothosSchema(openPrisma(DATABASE_URL)),
  graphiql: false,
  landingPage: false,
  logging: 'warn',
});
// oxlint-disable-next-line typescript/no-misused-promises -- Yoga answers every fault itself
const server = createServer(yoga);
process.once('SIGTERM', () => process.exit());
server.listen(Number(PORT), '127.0.0.1');
