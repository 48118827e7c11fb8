import { expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { id, modelDocument, readModels } from '../support/models.ts';

test('Query asks for every model by names of its own, be it called as another or as a part of every object', () => {
  const models = readModels(['Sample', 'Samples', 'Constructor'].map((name) => modelDocument(name, [id])));
  const schema = buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 });
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {})
    .filter(({ type }) => String(type).endsWith('Connection!'))
    .map(({ name, type }) => `${name}: ${String(type)}`);
  expect(lists).toEqual([
    'samples: SampleConnection!',
    'samplesRecords: SamplesRecordConnection!',
    'constructors: ConstructorConnection!',
  ]);
});
