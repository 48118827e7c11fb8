import { expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { id, modelDocument, readModels } from '../support/models.ts';

test('Query refuses two models that would be asked for by one name, and names it', () => {
  const models = readModels([modelDocument('Sample', [id]), modelDocument('Samples', [id])]);
  expect(() => buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000 })).toThrow(
    'Two models are both served as samples: rename one of them',
  );
});
