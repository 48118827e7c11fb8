#!/usr/bin/env node
// The door of the program. It is JavaScript because what reads TypeScript would be loaded for it alone, a tenth of the
// time of a start: all that is loaded from here on is kept compiled for the next one.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./main.ts');
