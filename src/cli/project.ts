import { fileURLToPath } from 'node:url';

/** `true` in a clone, which runs its source. `false` in an installed package, whose code is compiled. */
const isClone = import.meta.url.endsWith('.ts');
/** The folder of package.json. The compiled code is one folder deeper. */
const root = new URL(isClone ? '../../' : '../../../', import.meta.url);

/** The files and folders of the package that commands use. */
export const project = {
  isClone,
  directory: path('.'),
  manifest: path('package.json'),
  migrationsDirectory: path('prisma/migrations'),
  /** The bundled schema. */
  schema: path('prisma/schema.prisma'),
  /**
   * The folder from which the private database's folder is named. In an installation it is the working
   * directory, since package managers replace the package's own.
   */
  privateRoot: isClone ? path('.') : '',
} as const;

function path(relative: string): string {
  return fileURLToPath(new URL(relative, root));
}
