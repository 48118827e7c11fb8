// Fastify, Mercurius and the driver: compiled execution from the first request on, Mercurius' own loaders, a page per
// parent by a window. Documents are cached as Mercurius does unless told otherwise.
import fastify from 'fastify';
import mercurius from 'mercurius';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { typeDefinitions } from './directory/type-definitions.ts';
import { buildLoaders } from './mercurius/loaders.ts';
import { buildResolvers } from './mercurius/resolvers.ts';
import { openTables } from './mercurius/tables.ts';

const { DATABASE_URL = '', PORT = '' } = process.env;
/** Gather's default. */
const poolSize = 10;

const tables = openTables({ ...readConnectionOptions(DATABASE_URL), connectionLimit: poolSize });
const app = fastify();
await app.register(mercurius, {
  schema: typeDefinitions,
  resolvers: buildResolvers(tables),
  loaders: buildLoaders(tables),
  jit: 1,
});
process.once('SIGTERM', () => process.exit());
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
