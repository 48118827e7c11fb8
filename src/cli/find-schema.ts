import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';
import { resolveGiven } from './read-own-schema.ts';

/** The places of a schema that needs no setting, as in Prisma. `gather pull` writes to the first. */
export const schemaPlaces = ['prisma/schema.prisma', 'schema.prisma'] as const;

/** Finds the schema of the user's project. The bundled one of a clone does not count. */
export function findSchema(host: Pick<CommandHost, 'env'>): string | undefined {
  return schemaPlaces.find((place) => {
    const path = join(resolveGiven('', host), place);
    return path !== project.schema && existsSync(path);
  });
}
