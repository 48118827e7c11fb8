import { getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import type { Models } from '../../src/model/model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { writeExampleMutation, writeExampleQuery } from '../../src/schema/example-query.ts';
import {
  buildEveryTypeModel,
  collectModels,
  id,
  modelDocument,
  readModels,
  relation,
  scalar,
} from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };

/** The example, which the schema takes with the variables that it shows, and refuses without any of them. */
function write(models: Models): string | undefined {
  const text = writeExampleMutation(models);
  if (text === undefined) return undefined;
  const schema = buildSchema(models, limits);
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const declared = getOperationAST(document)?.variableDefinitions ?? [];
  const [, shown = ''] = /^# (\{.*\})$/m.exec(text) ?? [];
  expect(getVariableValues(schema, declared, JSON.parse(shown)).errors).toBeUndefined();
  expect(declared.length).toBeGreaterThan(0);
  expect(getVariableValues(schema, declared, {}).errors).toHaveLength(declared.length);
  return text;
}

describe('Example query', () => {
  test('has a name, whatever the model', async () => {
    const models = await readGeneratedModel();
    expect(writeExampleQuery(models)).toMatch(/^query Users \{\n  users\(first: 3\) \{/);
    expect(writeExampleQuery(collectModels([]))).toBe('query Example {\n  __typename\n}\n');
  });
});

describe('Example mutation', () => {
  test('of the bundled model creates what needs nothing else', async () => {
    expect(write(await readGeneratedModel())).toBe(
      [
        '# It needs variables, for example:',
        '# { "email": "…", "name": "…" }',
        'mutation CreateUser($email: String!, $name: String!) {',
        '  createUser(data: { email: $email, name: $name }) {',
        '    email',
        '    name',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('has a value for every type', () => {
    const every = buildEveryTypeModel();
    const required = every.fields.map((field) => ({ ...field, nullable: false }));
    expect(write(collectModels([{ ...every, fields: required }]))).toContain(
      '"datetime": "2026-11-22T13:45:00Z", "json": {}, "bytes": "AA==", "unsignedint": 1',
    );
  });

  test('refers to a row where every model does, and is not there where no row can be created', () => {
    const referring = modelDocument('Leaf', [
      id,
      scalar('rootId', 'Int'),
      relation('root', 'Root', 'R', { relationFromFields: ['rootId'], relationToFields: ['id'] }),
    ]);
    const root = modelDocument('Root', [id, relation('leaves', 'Leaf', 'R', { isList: true })]);
    const readOnly = '/// @gather.readOnly\nmodel Root {\n  id Int\n}\n';
    expect(write(readModels([referring, root], [], readOnly))).toContain(
      'mutation CreateLeaf($id: ID!, $rootId: ID!) {\n  createLeaf(data: { id: $id, rootId: $rootId })',
    );
    expect(write(readModels([modelDocument('Root', [id])], [], readOnly))).toBeUndefined();
  });
});
