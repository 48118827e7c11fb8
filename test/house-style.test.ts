import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../src/gateway.ts';

const root = join(import.meta.dirname, '..');
const src = join(root, 'src');

interface SourceFile {
  /** Relative to the folder that was read. */
  readonly path: string;
  readonly text: string;
  /** The files and packages it imports, files relative to the folder that was read. Types count. */
  readonly imports: readonly string[];
}

const files = readSources(src);

/** From the top: a file may import its own folder, the floors below it and the ground, never what is above. */
const floors = [
  'cli',
  'server',
  'execution',
  'schema',
  'own',
  'resolvers',
  'rules',
  'loaders',
  'database',
  'prisma-schema',
  'model',
];
const ground = [
  'authentication-settings.ts',
  'config.ts',
  'errors.ts',
  'events.ts',
  'fairness-settings.ts',
  'log.ts',
  'overload-settings.ts',
  'reload-settings.ts',
  'setting.ts',
  'settings.ts',
  'user-config.ts',
];

describe('Source', () => {
  test('is found', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  test('imports no floor from above', () => {
    const upward = files.flatMap(({ path, imports }) =>
      imports
        .filter((target) => target.endsWith('.ts') && heightOf(target) < heightOf(path))
        .map((target) => `${path} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  test.each(['src', 'bench', 'test/support'])('has no circle of imports in %s, types included', (folder) => {
    const sources = readSources(join(root, folder));
    expect(findCircles(new Map(sources.map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  test('has no circle of rooms on the database floor', () => {
    const rooms = new Map<string, Set<string>>();
    for (const { path, imports } of files) {
      if (!path.startsWith('database/')) continue;
      const room = roomOf(path);
      const others = rooms.get(room) ?? new Set();
      rooms.set(room, others);
      for (const target of imports) {
        if (target.startsWith('database/') && roomOf(target) !== room) others.add(roomOf(target));
      }
    }
    expect(rooms.size).toBeGreaterThan(10);
    expect(findCircles(rooms)).toEqual([]);
  });

  test('reads Prisma schemas at start only', () => {
    const reading = files.filter(
      ({ path, imports }) =>
        !path.startsWith('prisma-schema/') && imports.some((target) => target.startsWith('prisma-schema/')),
    );
    expect(new Set(reading.map(({ path }) => path.split('/')[0]))).toEqual(
      new Set(['cli', 'gateway.ts', 'index.ts']),
    );
  });

  test('loads on one floor, and reads selections in one place', () => {
    const loading = files.filter(({ text }) => /\bsession\.load\(/.test(withoutComments(text)));
    expect([...new Set(loading.map(({ path }) => dirname(path)))]).toEqual(['execution/load']);
    const reading = files.filter(({ text }) => /\bgetDirectiveValues\(/.test(withoutComments(text)));
    expect(reading.map(({ path }) => path)).toEqual(['schema/merge-fields.ts']);
  });

  test('makes scoped shapes in one file', () => {
    // Only a cast makes a value of a branded type.
    const making = files.filter(({ text }) => /\bas [\w<>[\] ]*\bScoped\b/.test(withoutComments(text)));
    expect(making.map(({ path }) => path)).toEqual(['rules/scope-shape.ts']);
  });

  test('knows the driver in database/ only, and Prisma in prisma-schema/ only', () => {
    expect(importersOf(/^mariadb/, /^database\//)).toEqual([]);
    expect(importersOf(/^(@prisma\/|prisma$)/, /^(prisma-schema|database\/prisma)\//)).toEqual([]);
  });

  test('knows graphql on the floors from resolvers/ upward only', () => {
    expect(importersOf(/^graphql|^@graphql|^@envelop/, /^(cli|server|execution|schema|resolvers)\//)).toEqual(
      [],
    );
  });

  test('touches the process in main.ts only', () => {
    const touching = files.filter(
      ({ path, text }) =>
        path !== 'main.ts' && /(?<![.\w'`/])process\.(?!ts\b)\w/.test(withoutComments(text)),
    );
    expect(touching.map(({ path }) => path)).toEqual([]);
  });

  test('knows the name of no model', async () => {
    const models = await readGeneratedModel();
    // Singulars are left out: `user` is a word of URLs and of command lines too.
    const names = models.all.flatMap(({ name, names: { plural } }) => [
      `'${name}'`,
      `'${plural}'`,
      `\`${name}\``,
    ]);
    const knowing = files.flatMap(({ path, text }) =>
      names.filter((name) => withoutComments(text).includes(name)).map((name) => `${path} knows ${name}`),
    );
    expect(knowing).toEqual([]);
  });

  test('is named for what it holds', () => {
    const vague = files.filter(
      ({ path }) =>
        /(^|\/)(utils?|helpers?|common|misc|shared|index)(\.ts|\/)/.test(path) && path !== 'index.ts',
    );
    const shouting = files.filter(({ path }) => !/^[a-z0-9/-]+\.ts$/.test(path));
    expect([...vague, ...shouting].map(({ path }) => path)).toEqual([]);
  });

  test('gives every export and every file a name of its own', () => {
    const exported = files.flatMap(({ path, text }) =>
      path === 'index.ts' ? [] : [...text.matchAll(exportPattern)].map(([, name = '']) => ({ name, path })),
    );
    expect(exported.length).toBeGreaterThan(500);
    expect(findShared(exported)).toEqual([]);
    expect(findShared(files.map(({ path }) => ({ name: basename(path), path })))).toEqual([]);
  });

  test('tells what every export promises', () => {
    const silent = files.flatMap(({ path, text }) => {
      const lines = text.split('\n');
      return lines.flatMap((line, index) =>
        /^export (?:async |abstract )?(?:function|class|interface|const|type)\b/.test(line) &&
        !/\*\/\s*$/.test(lines[index - 1] ?? '')
          ? [`${path}:${index + 1} ${line.slice(0, 60)}`]
          : [],
      );
    });
    expect(silent).toEqual([]);
  });

  test('keeps its files short', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 300);
    expect(long.map(({ path }) => path)).toEqual([]);
    const lengths = files.map(({ text }) => text.split('\n').length).toSorted((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(100);
  });
});

describe('Tests', () => {
  test('are named by sentences without "should"', () => {
    const names = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts') && basename(path) !== basename(import.meta.filename))
      .flatMap((path) =>
        [
          ...readFileSync(join(root, 'test', path), 'utf8').matchAll(/\btest(?:\.\w+)?\(\s*['"`](.*?)['"`]/g),
        ].map(([, name = '']) => name),
      );
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => /\bshould\b/.test(name))).toEqual([]);
  });
});

const exportPattern = /^export (?:async |abstract )?(?:function\*?|class|interface|const|type) (\w+)/gm;

/** Finds the names that stand in two files, with these. */
function findShared(named: readonly { readonly name: string; readonly path: string }[]): readonly string[] {
  return [...Map.groupBy(named, ({ name }) => name)].flatMap(([name, of]) => {
    const paths = new Set(of.map(({ path }) => path));
    return paths.size > 1 ? [`${name}: ${[...paths].join(', ')}`] : [];
  });
}

function readSources(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => name.endsWith('.ts') && !/generated|node_modules/.test(parentPath))
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => {
      const path = relative(folder, join(parentPath, name));
      const text = readFileSync(join(folder, path), 'utf8');
      const imports = [...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|^import '([^']+)'/gm)].map(
        ([, from, bare]) => resolveImport(path, from ?? bare ?? ''),
      );
      return { path, text, imports };
    });
}

/** Finds the circles of a graph, each told by the names along it. */
function findCircles(targets: ReadonlyMap<string, Iterable<string>>): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) circles.push([...trail.slice(trail.indexOf(name)), name].join(' → '));
    else if (!done.has(name)) for (const next of targets.get(name) ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of targets.keys()) visit(name, []);
  return circles;
}

/** The folder of a file of the database floor; what stands at its root is a room of its own. */
function roomOf(path: string): string {
  return dirname(path) === 'database' ? path : dirname(path);
}

function resolveImport(importer: string, target: string): string {
  return target.startsWith('.') ? join(dirname(importer), target) : target;
}

/** 0 is the top: `main.ts`, `gateway.ts`, `index.ts`; the ground and `std/` lie below all floors. */
function heightOf(path: string): number {
  const floor = floors.indexOf(path.split('/')[0] ?? '');
  if (floor >= 0) return path.startsWith('cli/') ? 0 : floor;
  if (path.startsWith('std/')) return floors.length + 1;
  return ground.includes(path) ? floors.length : 0;
}

function importersOf(packages: RegExp, allowed: RegExp): string[] {
  return files
    .filter(
      ({ path, imports }) =>
        !allowed.test(path) && imports.some((target) => !target.endsWith('.ts') && packages.test(target)),
    )
    .map(({ path }) => path);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
