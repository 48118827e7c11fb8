import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import type { Machine } from './results.ts';

/** What the figures were measured on. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 1e9),
  };
}

const packages = ['graphql', 'graphql-yoga', 'graphql-jit', 'dataloader', '@prisma/client', 'mariadb'];

/** The versions of what took part, as installed. */
export async function readVersions(databaseVersion: string): Promise<Readonly<Record<string, string>>> {
  const versions: Record<string, string> = {
    Node: process.versions.node,
    MariaDB: databaseVersion.replace(/-MariaDB.*$/, ''),
  };
  for (const name of packages) {
    const text = await readFile(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8');
    versions[name === 'mariadb' ? 'mariadb (driver)' : name] = (
      JSON.parse(text) as { version: string }
    ).version;
  }
  return versions;
}
