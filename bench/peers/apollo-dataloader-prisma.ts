// Apollo Server, DataLoader and Prisma: the resolvers and loaders of yoga-dataloader-prisma.ts behind Apollo. Its
// guide has a web framework for production in the place of its standalone server; of its integrations the one with
// Fastify cost the least. Apollo keeps parsed and validated documents in a bounded cache unless told otherwise.
import { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { Loaders } from './directory/loaders.ts';
import { openPrisma } from './directory/open-prisma.ts';
import { buildResolvers, type Context } from './directory/resolvers.ts';
import { typeDefinitions } from './directory/type-definitions.ts';

const { DATABASE_URL = '', PORT = '' } = process.env;

const prisma = openPrisma(DATABASE_URL);
const app = fastify();
const apollo = new ApolloServer<Context>({
  typeDefs: typeDefinitions,
  resolvers: buildResolvers(prisma),
  plugins: [fastifyApolloDrainPlugin(app)],
});
await apollo.start();
app.post(
  '/graphql',
  fastifyApolloHandler(apollo, { context: () => Promise.resolve({ loaders: new Loaders(prisma) }) }),
);
process.once('SIGTERM', () => process.exit());
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
