import { fileURLToPath } from 'node:url';
import type { Dialect } from './dialect.ts';
import { postgraphileDialect } from './peers/postgraphile-dialect.ts';

/** A server to be measured: a script that listens on PORT of the loopback address and reads from DATABASE_URL. */
export interface ServerScript {
  readonly name: string;
  readonly parameters: readonly string[];
  /** What its environment has beside. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where its database is; MariaDB unless told. */
  readonly database?: 'postgres';
  /** Where its schema is not Gather's. */
  readonly dialect?: Dialect;
}

/** Gather in production, but patient with a machine that pauses it: the load expects every answer. */
export const gather: ServerScript = {
  name: 'gather',
  parameters: [path('../src/main.mjs'), 'start'],
  environment: { EVENT_LOOP_DELAY_MAX_MS: '600000' },
};

/** Gather and what it is compared with; a peer is a file in `peers/` and its name here. */
export const servers: readonly ServerScript[] = [
  gather,
  peer('hand-written'),
  peer('yoga-dataloader-prisma'),
  peer('apollo-dataloader-prisma'),
  peer('mercurius-jit-loaders'),
  peer('yoga-pothos-prisma'),
  { ...peer('postgraphile'), database: 'postgres', dialect: postgraphileDialect },
];

function peer(name: string): ServerScript {
  return { name, parameters: [path(`peers/${name}.ts`)] };
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
