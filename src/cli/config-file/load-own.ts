import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OwnOptions } from '../../own/builders.ts';

/**
 * Loads the definitions of a configuration file that are code. They cannot be sent to a process, so each
 * one that serves loads them itself. The file was read before, so it has an object as its default export.
 */
export async function loadOwn(path: string | undefined): Promise<OwnOptions | undefined> {
  if (path === undefined) return undefined;
  const { default: config } = (await import(pathToFileURL(path).href)) as { default: OwnOptions }; // as the thread has found
  return 'types' in config || 'extend' in config ? { ...config, folder: dirname(path) } : undefined;
}
