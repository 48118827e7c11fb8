import { fileURLToPath } from 'node:url';

/** The files and folders of the project that commands use. */
export const project = {
  directory: path('../..'),
  manifest: path('../../package.json'),
  migrationsDirectory: path('../../prisma/migrations'),
  /** Prisma's command line, which a production installation lacks. */
  prismaProgram: path('../../node_modules/.bin/prisma'),
  prismaManifest: path('../../node_modules/prisma/package.json'),
  modelGenerator: path('../../prisma/model-generator.ts'),
  programs: path('../../node_modules/.bin'),
  seedModule: new URL('../../prisma/seed.ts', import.meta.url).href,
} as const;

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
