#!/usr/bin/env node
// The entry point of the program. It is JavaScript, since loading TypeScript for it alone would take a
// tenth of the time of a start. Everything loaded from here on is cached in compiled form.
import { readFileSync } from 'node:fs';
// Imported as a whole, since an older Node lacks some of its names and must still reach the message below.
import * as nodeModule from 'node:module';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { setFlagsFromString } from 'node:v8';

const nodeWanted = 24;
if (Number.parseInt(process.versions.node, 10) < nodeWanted) {
  process.stderr.write(
    `Gather needs Node ${nodeWanted} or later, and this is Node ${process.versions.node}. \`npm start\` brings its own.\n`,
  );
  process.exit(2);
}

// A heap that is collected more often is smaller and takes more CPU (docs/decisions/0023).
const tightMb = 512;
const youngGeneration = '--max-semi-space-size';
const { argv, env, execArgv, execPath } = process;
// Workers have the environment of their primary process.
if (argv[2] !== 'worker') loadEnvFile();
// The limit of the container. Without one it is far above the memory of any machine.
const limitMb = Number(env.MEMORY_LIMIT_MB) || process.constrainedMemory() / 1e6;
const isTight = limitMb > 0 && limitMb < tightMb;
const isSized = [env.NODE_OPTIONS, ...execArgv].some((option) => option?.includes(youngGeneration));

// The young generation and the allocator cannot be bounded in a running process. So it replaces itself, with
// the same process id and streams. Workers inherit the options of their primary process. Windows does not
// support this.
if (isTight && argv[2] === 'start' && !isSized && process.execve !== undefined) {
  const parameters = [execPath, `${youngGeneration}=8`, ...execArgv, ...argv.slice(1)];
  process.execve(execPath, parameters, { MALLOC_ARENA_MAX: '1', ...env });
}

// The growth of the old generation before it is collected, in percent of its live objects. V8's default is 300.
setFlagsFromString(`--heap-growing-percent=${isTight ? 50 : 200}`);

nodeModule.enableCompileCache();
await import('./main.ts');

/** Reads settings from a file. Only `.env` may be missing. The environment takes precedence. */
function loadEnvFile() {
  const given = env.ENV_FILE || undefined;
  // npm runs scripts in the project's folder, and has the original folder in a variable.
  const isScript = resolve() === resolve(import.meta.dirname, '..');
  const path = resolve((isScript ? env.INIT_CWD : undefined) ?? '', given ?? '.env');
  try {
    for (const [name, value] of Object.entries(parseEnv(readFileSync(path, 'utf8')))) env[name] ??= value;
  } catch (error) {
    if (error.code === 'ENOENT' && given === undefined) return;
    process.stderr.write(
      `The settings have a fault:\n  ENV_FILE: expected a file of settings, a NAME=value a line, but ${path} cannot be read: ${error.code}\n`,
    );
    process.exit(2);
  }
}
