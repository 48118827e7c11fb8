import { fileURLToPath } from 'node:url';

/** Where the project keeps what the commands work on. */
export const project = {
  directory: path('../..'),
  migrationsDirectory: path('../../prisma/migrations'),
  seedModule: new URL('../../prisma/seed.ts', import.meta.url).href,
} as const;

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
