import { fileURLToPath } from 'node:url';

/** Where the project keeps what the commands work on. */
export const project = {
  directory: path('../..'),
  manifest: path('../../package.json'),
  migrationsDirectory: path('../../prisma/migrations'),
  /** Prisma's own command line, which a production installation is without. */
  prismaProgram: path('../../node_modules/.bin/prisma'),
  prismaManifest: path('../../node_modules/prisma/package.json'),
  modelGenerator: path('../../prisma/model-generator.ts'),
  programs: path('../../node_modules/.bin'),
  seedModule: new URL('../../prisma/seed.ts', import.meta.url).href,
} as const;

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
