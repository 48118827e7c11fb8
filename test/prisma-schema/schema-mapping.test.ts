import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getNamedType, isObjectType, printType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Models } from '../../src/model/model.ts';
import { nestedTypeNames, helperNames, helperTypes, keptTypes } from '../../src/model/naming.ts';
import { readModel } from '../../src/prisma-schema/read-model.ts';
import { operationsOf } from '../../src/model/writable.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { runToEnd } from '../support/gateway-process.ts';
import { id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };
const page = await readFile(join(import.meta.dirname, '../../docs/schema-mapping.md'), 'utf8');
const folder = await mkdtemp(join(tmpdir(), 'gather-test-'));

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The rows of the table in a section: what stands in backticks in each cell. */
function readTable(section: string): string[][][] {
  const [, text = ''] = page.split(`\n## ${section}\n`);
  const rows = text.split('\n## ')[0]?.match(/^\| `.*\|$/gm) ?? [];
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)),
  );
}

function readBlock(language: string): string {
  const [, ...blocks] = page.split('\n```');
  // every other piece stands between two fences
  const block = blocks.find((text, index) => index % 2 === 0 && text.startsWith(`${language}\n`));
  return block?.slice(language.length + 1) ?? '';
}

describe('Schema mapping', () => {
  const types = readTable('Types').flatMap(([prisma = [], [graphql = ''] = []]) =>
    prisma.map((declaration) => ({ declaration, graphql })),
  );
  let models: Models;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    const fields = types.map(({ declaration }, index) => {
      const [, type, native = ''] = /^(\w+)(.*)$/.exec(declaration) ?? [];
      return `  f${index} ${type}?${native}`;
    });
    const path = join(folder, 'schema.prisma');
    const text = `model Every {\n  id Int @id\n${fields.join('\n')}\n}\n\n${readBlock('prisma')}\n`;
    await writeFile(path, `datasource db {\n  provider = "mysql"\n}\n\n${text}`);
    const { output, complaints } = await runToEnd(['model'], {
      PRISMA_SCHEMA: path,
      PRIVATE_DIRECTORY: folder,
    });
    if (output === '') throw new Error(complaints);
    models = readModel(JSON.parse(output));
    schema = buildSchema(models, limits);
  });

  test('gives each of Prisma’s types the GraphQL type that the page says', () => {
    expect(types.length).toBeGreaterThan(35);
    const every = schema.getType('Every');
    const fieldTypes = isObjectType(every) ? every.getFields() : {};
    expect(
      types.map(({ declaration }, index) => [declaration, getNamedType(fieldTypes[`f${index}`]?.type)?.name]),
    ).toEqual(types.map(({ declaration, graphql }) => [declaration, graphql]));
  });

  test('makes of the page’s annotated model the type that it shows', () => {
    const type = schema.getType('Person');
    expect(type && printType(type).replaceAll(/^ *"""[^]*?"""\n/gm, '')).toBe(
      readBlock('graphql').replaceAll('\n\n', '\n'),
    );
    expect(type?.description).toBe('Somebody who works here.');
  });

  test('tells what the page says of its example', () => {
    expect(models.warnings.join('\n')).toBe(readBlock(''));
  });

  test('gives the names that the page’s table says', () => {
    const rows = readTable('Names').map(([[declaration = ''] = [], names = []]) => {
      const [kind = '', name = ''] = declaration.split(' ');
      return { kind, name, names };
    });
    const namesOf = (kind: string): string[] => rows.flatMap((row) => (row.kind === kind ? [row.name] : []));
    const fields = [
      id,
      scalar('email', 'String', { isUnique: true }),
      ...namesOf('field').map((name) => scalar(name)),
    ];
    const read = readModels(
      namesOf('model').map((name) => modelDocument(name, name === 'User' ? fields : [id])),
      namesOf('enum').map((name) => ({ name, values: namesOf('value').map((value) => ({ name: value })) })),
    );
    const given = [
      ...read.all.map(({ names: { type, singular, plural } }) => [type, singular, plural]),
      ...read.enumerations.map(({ name }) => [name]),
      ...(read.all[0]?.fields.slice(2).map(({ name }) => [name]) ?? []),
      ...(read.enumerations[0]?.values.map(({ name }) => [name]) ?? []),
    ];
    expect(given).toEqual(rows.map(({ names }) => names));
    expect(rows.length).toBeGreaterThan(10);
  });

  test('offers the operations on relations that the page’s table says', () => {
    const many = { isList: true };
    const read = readModels(
      [
        modelDocument('User', [
          id,
          scalar('authorId', 'Int'),
          scalar('managerId', 'Int', { isRequired: false }),
          relation('author', 'User', 'A', { relationFromFields: ['authorId'], relationToFields: ['id'] }),
          relation('posts', 'User', 'A', many),
          relation('manager', 'User', 'M', {
            isRequired: false,
            relationFromFields: ['managerId'],
            relationToFields: ['id'],
          }),
          relation('reports', 'User', 'M', many),
          relation('tags', 'Tag', 'T', many),
          relation('labels', 'Label', 'L', many),
        ]),
        modelDocument('Tag', [id, scalar('name'), relation('users', 'User', 'T', many)]),
        modelDocument('Label', [id, scalar('name'), relation('users', 'User', 'L', many)]),
      ],
      [],
      '/// @gather.readOnly\nmodel Label {\n}\n',
    );
    const rows = readTable('Relations in mutations');
    const offered = rows.map(([[declaration = ''] = []]) => {
      const found = modelOf(read, 'User').relations.find(({ name }) => name === declaration.split(' ')[0]);
      if (found === undefined) throw new Error(`Expected a relation ${declaration}.`);
      const ofNew = operationsOf(found, 'create');
      return [[declaration], ofNew, operationsOf(found, 'update').slice(ofNew.length)];
    });
    expect(offered).toEqual(rows);
    expect(rows).toHaveLength(6);
  });

  test('lists every name that the API keeps or derives', () => {
    const words = new Set([...page.matchAll(/`(\w+)`/g)].map(([, word = '']) => word));
    const listed = (name: string): boolean => words.has(name) || words.has(name.replace(/Filter$/, ''));
    expect([...keptTypes, ...helperTypes].filter((name) => !listed(name))).toEqual([]);
    expect(helperNames('model', '').filter((suffix) => !words.has(suffix))).toEqual([]);
    expect(nestedTypeNames('Post', 'Author').filter((name) => !words.has(name))).toEqual([]);
    expect(helperNames('enum', '')).toEqual(['Filter']);
  });
});
