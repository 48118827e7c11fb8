import { expect, test } from 'vitest';
import { describeEngines } from '../../../src/database/catalog/describe-engines.ts';
import { emptyCatalog } from '../../support/empty-catalog.ts';
import { id, modelDocument, readModels, relation } from '../../support/models.ts';

test('Tables that only join two models are named when they have no transactions', () => {
  const models = readModels([
    modelDocument('Post', [id, relation('tags', 'Tag', 'PostToTag', { isList: true })]),
    modelDocument('Tag', [id, relation('posts', 'Post', 'PostToTag', { isList: true })]),
  ]);
  const engines = new Map([['_PostToTag', 'MyISAM']]);
  const catalog = { ...emptyCatalog, engineWithoutTransactions: (table: string) => engines.get(table) };
  expect(describeEngines(models, catalog)?.text).toContain(
    'Tables without transactions: _PostToTag (MyISAM).',
  );
  expect(describeEngines(models, emptyCatalog)).toBeUndefined();
});
