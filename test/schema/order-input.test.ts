import { isInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { readOwnModels } from '../support/own-models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };

test('Ordering leaves out what @gather.noOrder is above, which filters keep', async () => {
  const models = await readOwnModels(`
    model User {
      id    Int    @id
      /// @gather.noOrder
      email String
      name  String
      /// @gather.noOrder
      posts Post[]
    }

    model Post {
      id       Int    @id
      title    String
      authorId Int
      /// @gather.noOrder
      author   User   @relation(fields: [authorId], references: [id])
    }
  `);
  const schema = buildSchema(models, limits);
  const fieldsOf = (name: string): string[] => {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) throw new Error(`Expected an input ${name}.`);
    return Object.keys(type.getFields());
  };
  expect(fieldsOf('UserOrderBy')).toEqual(['id', 'name']);
  expect(fieldsOf('PostOrderBy')).toEqual(['id', 'title', 'authorId']);
  expect(fieldsOf('UserWhere')).toEqual(expect.arrayContaining(['email', 'posts']));
  expect(fieldsOf('PostWhere')).toContain('author');
});
