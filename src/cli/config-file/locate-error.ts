import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place in a file. */
export interface Place {
  readonly path: string;
  /** Counts from 1. Undefined if only the file is known. */
  readonly line: number | undefined;
}

/**
 * Finds the place in the user's files where loading a module has failed. It is that of the wrong syntax, of
 * the thrown error, or of the import of a module that does not exist.
 * @param entry is the file that was loaded. It is the place if no other is known.
 */
export function locateError(error: unknown, entry: string): Place {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [, importer] =
    /Cannot find (?:module|package) .* imported from (\S.*)$/m.exec(messageOf(error)) ?? [];
  if (importer !== undefined) return locateImport(toPath(importer), messageOf(error));
  const [first = ''] = stack.split('\n', 1);
  const syntax = /^(?:at )?((?:file:|\/|[A-Za-z]:[\\/]).*):(\d+)$/.exec(first);
  const frames = [...stack.matchAll(/\(?(file:[^)\s]+?):(\d+):\d+\)?$/gm)];
  const frame = syntax ?? frames.find(([, path = '']) => isOfUser(path));
  const [, path, line] = frame ?? [];
  return path === undefined ? { path: entry, line: undefined } : { path: toPath(path), line: Number(line) };
}

/** Returns the message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isOfUser(path: string): boolean {
  return !path.includes('/node_modules/') && !path.startsWith(new URL('.', import.meta.url).href);
}

function locateImport(importer: string, message: string): Place {
  const [, missing = ''] = /'([^']+)'/.exec(message) ?? [];
  const quoted = [`${basename(missing)}'`, `${basename(missing)}"`];
  const lines = readFileSync(importer, 'utf8').split('\n');
  const at = lines.findIndex((line) => quoted.some((name) => line.includes(name)));
  return { path: importer, line: at === -1 ? undefined : at + 1 };
}

function toPath(path: string): string {
  return path.startsWith('file:') ? fileURLToPath(path) : path;
}
