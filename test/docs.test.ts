import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { renderDocs } from '../scripts/render-docs.ts';
import { buildSchema } from '../src/schema/build-schema.ts';
import { openTestGateway, traced } from './support/gateway.ts';
import { seededDatabaseUrl } from './support/database.ts';
import { readOwnModels } from './support/own-models.ts';

interface PackageJson {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');
const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8');

describe('Documents', () => {
  test.each([...renderDocs()])('%s is what the code says', async (file, text) => {
    expect(await read(file)).toBe(text);
  });

  test('refer to files that are there', async () => {
    const pages = [
      ...(await pagesOf('.')),
      ...(await pagesOf('.github')),
      ...(await pagesOf('docs')),
      ...(await pagesOf('docs/decisions')),
    ];
    const missing: string[] = [];
    for (const page of pages) {
      for (const path of findPaths(page, await read(page)))
        if (!existsSync(join(root, path))) missing.push(`${page}: ${path}`);
    }
    expect(missing).toEqual([]);
  });

  test('name source files that are there, also by their name alone', async () => {
    const pages = [
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      'docs/batching.md',
      'docs/lifecycle.md',
      'docs/performance.md',
    ];
    const folders = ['src', 'test', 'scripts', 'prisma'];
    const files = await Promise.all(
      folders.map((folder) => readdir(join(root, folder), { recursive: true })),
    );
    const names = new Set(files.flat().map((file) => basename(file)));
    for (const page of [...pages, ...(await pagesOf('docs/decisions'))]) {
      const named = [...(await read(page)).matchAll(/`([\w.-]+\.(?:ts|mjs))`/g)].map(([, name = '']) => name);
      expect(named.filter((name) => !names.has(name))).toEqual([]);
    }
  });

  test('name one version of Node for building, testing and running the gateway', async () => {
    const [major] = (await read('.nvmrc')).split('\n');
    const { devDependencies } = JSON.parse(await read('package.json')) as PackageJson;
    expect(devDependencies['node']?.split('.')[0]).toBe(major);
    expect(await read('.github/workflows/ci.yml')).toContain(`container: node:${major}-`);
    expect(await read('Dockerfile')).toContain(`FROM node:${major}-`);
    expect(await read('CONTRIBUTING.md')).toContain(`\`.nvmrc\` says ${major}`);
  });

  test('name npm scripts that are there', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as PackageJson;
    for (const page of ['README.md', 'CONTRIBUTING.md']) {
      for (const [, run, short] of (await read(page)).matchAll(/npm (?:run ([a-z:]+)|(start|test))/g)) {
        expect(Object.keys(scripts)).toContain(run ?? short);
      }
    }
  });

  test('show schemas in the README that Prisma reads, and a first query that the first of them answers', async () => {
    const text = await read('README.md');
    const schemas = [...text.matchAll(/```prisma\n(.*?)\n```/gs)].map(([, schema = '']) => schema);
    const [first, ...others] = await Promise.all(schemas.map((schema) => readOwnModels(`${schema}\n`)));
    expect(others).toHaveLength(1);
    const [, query = ''] = /```graphql\n(.*?)\n```/s.exec(text) ?? [];
    const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };
    expect(first && validate(buildSchema(first, limits), parse(query))).toEqual([]);
  });

  test('show a first query in the README that takes three statements, for one user and for a thousand', async () => {
    const query = /```graphql\n(.*?)\n```/s.exec(await read('README.md'))?.[1] ?? '';
    await using gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
    for (const document of [query, query.replace('first: 1000', 'first: 1')]) {
      const { errors, statements } = await gateway.query(document, {}, traced);
      expect(errors).toBeUndefined();
      expect(statements).toHaveLength(3);
    }
  });
});

async function pagesOf(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder));
  return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
}

/** Links to files, from the page's own folder, and paths in code spans, from the root or from src/. */
function findPaths(page: string, text: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) =>
    join(dirname(page), target),
  );
  const spans = [...text.matchAll(/`([\w.-]+\/[\w./-]+\.\w+)`/g)].map(([, path = '']) =>
    existsSync(join(root, path)) ? path : join('src', path),
  );
  return [...links, ...spans];
}
