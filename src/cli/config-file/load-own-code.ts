import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '../../config.ts';
import type { OwnOptions } from '../../own/builders.ts';
import type { ViewerDefinition } from '../../rules/viewer/viewer-definition.ts';
import type { CommandHost } from '../command-host.ts';
import { resolveGiven } from '../read-own-schema.ts';
import { locateOwn } from './locate-own.ts';
import { writePlace } from './read-config-file.ts';

/** The own code of a configuration file. */
export interface LoadedOwnCode {
  readonly own: OwnOptions | undefined;
  readonly viewer: ViewerDefinition | undefined;
  /** Adds file and line to the faults of own code and of the viewer. Returns any other error as it is. */
  readonly locate: (error: unknown) => unknown;
}

/**
 * Loads the own code of the configuration file into this process. Its settings are read in a thread before,
 * so that a file with faults is never loaded here. Returns undefined if there is none.
 */
export async function loadOwnCode(
  host: Pick<CommandHost, 'env'>,
  path: string | undefined,
): Promise<LoadedOwnCode | undefined> {
  if (path === undefined) return undefined;
  const { default: exported } = (await import(pathToFileURL(path).href)) as { default: object }; // as the thread has checked
  const own = pickOwn(exported, dirname(path));
  const { viewer } = exported as { readonly viewer?: ViewerDefinition }; // checked when the gateway opens
  if (own === undefined && viewer === undefined) return undefined;
  return {
    own,
    viewer,
    locate(error) {
      if (!(error instanceof ConfigError)) return error;
      const source = readFileSync(path, 'utf8');
      const place = (fault: string): string => {
        const [, part] = /^((?:types|extend|prisma|viewer)[\w.]*): /.exec(fault) ?? [];
        if (part === undefined) return fault;
        return `${writePlace(resolveGiven('', host), { path, line: locateOwn(source, part) })}: ${fault}`;
      };
      return new ConfigError(error.faults.map(place));
    },
  };
}

/** Picks the parts of a configuration that are own code. What they hold is checked with the schema. */
function pickOwn({ types, extend, prisma }: OwnOptions, folder: string): OwnOptions | undefined {
  if (types === undefined && extend === undefined && prisma === undefined) return undefined;
  return {
    folder,
    ...(types === undefined ? {} : { types }),
    ...(extend === undefined ? {} : { extend }),
    ...(prisma === undefined ? {} : { prisma }),
  };
}
