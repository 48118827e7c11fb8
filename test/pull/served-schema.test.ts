import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DefinitionNode, parse, print, printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parseSchema } from '../../src/prisma-schema/parse-schema.ts';
import type { PulledSchema } from '../../src/prisma-schema/pull/pulled-schema.ts';
import { writePulledSchema } from '../../src/prisma-schema/pull/write-pulled-schema.ts';
import { readModel } from '../../src/prisma-schema/read-model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { draftNew, pullInto } from '../support/pull-schema.ts';
import { openSampleDatabase, samples } from '../support/samples.ts';
import { servedDifferences } from './served-differences.ts';

const root = join(import.meta.dirname, '../..');

describe.each(['bundled', ...samples])('The pulled schema of %s', (name) => {
  const { style, names, lines } = servedDifferences[name] ?? { style: 'pleasant', names: {}, lines: [] };

  test('serves that of the hand-written one, apart from the names and lines that are listed', async () => {
    await using database = await openNamedDatabase(name);
    const { connection } = database;
    const namesOf = await readWritten(name);
    const draft = await draftNew(connection, { style, namesOf });
    const found = compareLines(await readServed(namesOf), await readServed(writePulledSchema(draft)));
    const isListed = ({ only, line }: FoundLine): boolean =>
      lines.some((each) => each.only === only && each.pattern.test(line));
    expect(found.filter((each) => !isListed(each))).toEqual([]);
    expect(
      lines.map(
        ({ only, pattern }) => found.filter((each) => each.only === only && pattern.test(each.line)).length,
      ),
    ).toEqual(lines.map(({ count }) => count));
    expect(compareNames(draft, await draftNew(connection, { style }))).toEqual(names);
  });

  test('is the hand-written one when it is pulled into that', async () => {
    await using database = await openNamedDatabase(name);
    const written = await readWritten(name);
    const { text } = await pullInto(database.connection, written);
    expect(await readServed(text)).toBe(await readServed(written));
  });
});

function openNamedDatabase(name: string): Promise<TestDatabase> {
  return name === 'bundled' ? openTestDatabase('tables') : openSampleDatabase(name);
}

function readWritten(name: string): Promise<string> {
  return readFile(
    join(root, name === 'bundled' ? 'prisma' : `test/queries/${name}`, 'schema.prisma'),
    'utf8',
  );
}

async function readServed(text: string): Promise<string> {
  const models = readModel(await parseSchema([{ file: 'schema.prisma', text }]));
  return printSchema(buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 }));
}

interface FoundLine {
  readonly only: 'written' | 'pulled';
  readonly line: string;
}

/** The lines that one of two served schemas has and the other has not. */
function compareLines(written: string, pulled: string): readonly FoundLine[] {
  const [ofWritten, ofPulled] = [new Set(readLines(written)), new Set(readLines(pulled))];
  return [
    ...[...ofWritten]
      .filter((line) => !ofPulled.has(line))
      .map((line) => ({ only: 'written' as const, line })),
    ...[...ofPulled]
      .filter((line) => !ofWritten.has(line))
      .map((line) => ({ only: 'pulled' as const, line })),
  ];
}

/** Each type, field, argument and value of a schema as a line, without descriptions and their order. */
function readLines(served: string): readonly string[] {
  return parse(served, { noLocation: true }).definitions.flatMap(readDefinition);
}

function readDefinition(definition: DefinitionNode): readonly string[] {
  if (!('name' in definition) || definition.name === undefined) return [print(definition)];
  const { value: name } = definition.name;
  const header = `${definition.kind} ${name}`;
  if ('values' in definition)
    return [header, ...(definition.values ?? []).map((each) => `${name}.${each.name.value}`)];
  if (!('fields' in definition)) return [header];
  return [
    header,
    ...(definition.fields ?? []).flatMap((field) => [
      `${name}.${field.name.value}: ${print(field.type)}`,
      ...('arguments' in field ? (field.arguments ?? []) : []).map(
        (each) => `${name}.${field.name.value}(${each.name.value}: ${print(each.type)})`,
      ),
    ]),
  ];
}

/** The names that differ between two drafts of the same tables. */
function compareNames(written: PulledSchema, pulled: PulledSchema): Readonly<Record<string, string>> {
  const others = readNames(pulled);
  expect(others.length).toBe(readNames(written).length);
  return Object.fromEntries(
    readNames(written).flatMap(([path, name], index) => {
      const other = others[index]?.[1] ?? '';
      return name === other ? [] : [[path, other]];
    }),
  );
}

function readNames({ blocks }: PulledSchema): readonly (readonly [path: string, name: string])[] {
  return blocks.flatMap(({ name, members }) => [
    [name, name] as const,
    ...members.map((each) => [`${name}.${each.name}`, each.name] as const),
  ]);
}
