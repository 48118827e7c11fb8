#!/usr/bin/env node
// The door of the program. It is JavaScript because what reads TypeScript would be loaded for it alone, a tenth of the
// time of a start: all that is loaded from here on is kept compiled for the next one.
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

// What is not set here lets a gateway of 60 MB of live objects take 300 and more (docs/decisions/0023).
const youngGeneration = '--max-semi-space-size';
const { argv, env, execArgv, execPath } = process;
const isSized = [env.NODE_OPTIONS, ...execArgv].some((option) => option?.includes(youngGeneration));

// Neither the young generation nor the allocator can be bounded in a process that runs: it starts again in its own place,
// with the same process id and streams. Workers are started with what their primary process was. Windows cannot do it.
if (argv[2] === 'start' && !isSized && process.execve !== undefined) {
  const parameters = [execPath, `${youngGeneration}=8`, ...execArgv, ...argv.slice(1)];
  process.execve(execPath, parameters, { MALLOC_ARENA_MAX: '1', ...env });
}

// The old generation may grow by half of what is alive in it before it is collected, and not to four times of it.
setFlagsFromString('--heap-growing-percent=50');

enableCompileCache();
await import('./main.ts');
