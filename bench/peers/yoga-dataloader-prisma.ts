// GraphQL Yoga, DataLoader and Prisma, done the usual way and well: Yoga as it comes (its cache of parsed and
// validated documents on, GraphiQL off), a DataLoader per relation in each request's context.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { Loaders } from './directory/loaders.ts';
import { openPrisma } from './directory/open-prisma.ts';
import { buildResolvers, type Context } from './directory/resolvers.ts';
import { typeDefinitions } from './directory/type-definitions.ts';

const { DATABASE_URL = '', PORT = '' } = process.env;

const prisma = openPrisma(DATABASE_URL);
const yoga = createYoga({
  schema: createSchema<Context>({ typeDefs: typeDefinitions, resolvers: buildResolvers(prisma) }),
  context: () => ({ loaders: new Loaders(prisma) }),
  graphiql: false,
  landingPage: false,
  logging: 'warn',
});
// oxlint-disable-next-line typescript/no-misused-promises -- Yoga answers every fault itself
const server = createServer(yoga);
process.once('SIGTERM', () => process.exit());
server.listen(Number(PORT), '127.0.0.1');
