import { defineConfig } from 'prisma/config';

const [command] = process.argv.slice(2);

// These commands run without the engine but fetch it first, which fails where its host cannot be reached.
// Any file that exists stands for it; the commands that do use it (`migrate`, `db`) still fetch the real one.
if (command === 'generate' || command === 'validate' || command === 'format') {
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
}

const url = process.env['DATABASE_URL'];

/** Where the Prisma command line finds the model, its migrations and, when DATABASE_URL is set, the database. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined || url === '' ? {} : { datasource: { url } }),
});
