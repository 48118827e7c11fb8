import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import type { Models } from '../../src/model/model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { writeExampleMutation } from '../../src/schema/example-query.ts';
import { buildEveryTypeModel, id, modelDocument, readModels, relation, scalar } from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };

/** The example, which the schema must take. */
function write(models: Models): string | undefined {
  const text = writeExampleMutation(models);
  const faults = text === undefined ? [] : validate(buildSchema(models, limits), parse(text));
  expect(faults).toEqual([]);
  return text;
}

describe('Example mutation', () => {
  test('of the bundled model creates what needs nothing else', async () => {
    expect(write(await readGeneratedModel())).toBe(
      'mutation {\n  createUser(data: { email: "…", name: "…" }) {\n    email\n    name\n  }\n}\n',
    );
  });

  test('has a value for every type', () => {
    const every = buildEveryTypeModel();
    const required = every.fields.map((field) => ({ ...field, nullable: false }));
    const models = {
      all: [{ ...every, fields: required }],
      helpers: new Map(),
      warnings: [],
      source: { schema: '', models: [], enums: [] },
    };
    expect(
      write({ ...models, enumerations: required.flatMap(({ enumeration }) => enumeration ?? []) }),
    ).toContain('datetime: "2026-11-22T13:45:00Z", json: {}, bytes: "AA==", unsignedint: 1');
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
      'createLeaf(data: { id: "1", rootId: "1" })',
    );
    expect(write(readModels([modelDocument('Root', [id])], [], readOnly))).toBeUndefined();
  });
});
