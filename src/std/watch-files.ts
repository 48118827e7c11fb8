import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Saving, or a checkout, changes many files at once. The last of them is waited for. */
const settleMs = 100;

/** Watches files that editors may save by renaming, and files that do not exist yet. */
export class FileWatch implements Disposable {
  readonly #onChange: (path: string) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  /** The names of the watched files by their folders. Undefined if a whole folder is watched. */
  #names = new Map<string, Set<string> | undefined>();
  #timer: NodeJS.Timeout | undefined;

  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  /** Watches these files, and folders with all below them, instead of those before. */
  set(paths: readonly string[]): void {
    this.#names = new Map();
    for (const path of paths) {
      if (isFolder(path)) this.#names.set(path, undefined);
      else if (!this.#names.has(dirname(path))) this.#names.set(dirname(path), new Set([basename(path)]));
      else this.#names.get(dirname(path))?.add(basename(path));
    }
    for (const [folder, watcher] of this.#watchers)
      if (!this.#names.has(folder)) this.#forget(folder, watcher);
    for (const folder of this.#names.keys()) this.#watch(folder);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.set([]);
  }

  #watch(folder: string): void {
    if (this.#watchers.has(folder) || !isFolder(folder)) return;
    const isWhole = this.#names.get(folder) === undefined;
    const watcher = watch(folder, { recursive: isWhole }, (_, file) => {
      if (file === null || this.#names.get(folder)?.has(file) === false) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#onChange(file), settleMs);
    });
    watcher.on('error', () => this.#forget(folder, watcher));
    this.#watchers.set(folder, watcher);
  }

  #forget(folder: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(folder);
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
