import { existsSync } from 'node:fs';
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

const packages = ['graphql', 'graphql-yoga', 'dataloader', '@prisma/client', 'mariadb'];
const packagesOfPeers = ['@apollo/server', 'fastify', 'mercurius', '@pothos/plugin-prisma'];

/** The versions of what took part, as installed. */
export async function readVersions(databaseVersion: string): Promise<Readonly<Record<string, string>>> {
  const versions: Record<string, string> = {
    Node: process.versions.node,
    MariaDB: databaseVersion.replace(/-MariaDB.*$/, ''),
  };
  for (const name of packages)
    versions[name === 'mariadb' ? 'mariadb (driver)' : name] = await readVersion(`../node_modules/${name}`);
  for (const name of packagesOfPeers) {
    const folder = `node_modules/${name}`;
    // They are there where peers were asked for that need them.
    if (existsSync(new URL(folder, import.meta.url))) versions[name] = await readVersion(folder);
  }
  return versions;
}

async function readVersion(folder: string): Promise<string> {
  const text = await readFile(new URL(`${folder}/package.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
