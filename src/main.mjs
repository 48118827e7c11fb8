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
    `Gather needs Node ${nodeWanted} or later, and this is Node ${process.versions.node}. \`npm start\` in a clone brings its own.\n`,
  );
  process.exit(2);
}

// A heap that is collected more often is smaller and takes more CPU (docs/decisions/0023).
const tightMb = 512;
const youngGeneration = '--max-semi-space-size';
// For glibc: one arena, and buffers of 32 KB or more outside it, so that freeing them gives them back to the system.
const allocation = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_TRIM_THRESHOLD_: '65536',
};
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
  process.execve(execPath, parameters, { ...allocation, ...env });
}

// The growth of the old generation before it is collected, in percent of its live objects. V8 has 300.
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
    const text = readFileSync(path, 'utf8');
    const line = findFaultyLine(text);
    if (line > 0) refuse(`line ${line} of ${path} has no =`);
    for (const [name, value] of Object.entries(parseEnv(text))) env[name] ??= value;
  } catch (error) {
    if (error.code === 'ENOENT' && given === undefined) return;
    refuse(`${path} cannot be read: ${error.code}`);
  }
}

/** Finds the first line that is neither NAME=value, a comment nor blank, which Node passes over. Returns 0 if there is none. */
function findFaultyLine(text) {
  const quoted = /=[ \t]*(["'`])[^]*?\1/g; // it may go over several lines
  const lines = text.replace(quoted, (value) => `=${value.replace(/[^\n]/g, '')}`).split('\n');
  return lines.findIndex((line) => !/^\s*(#|$)|=/.test(line)) + 1;
}

/** Ends the process as settings with a fault do. The file may hold a password, so that no line of it is shown. */
function refuse(fault) {
  process.stderr.write(
    `The settings have a fault:\n  ENV_FILE: expected a file of settings, a NAME=value a line, but ${fault}\n`,
  );
  process.exit(2);
}
