import { describe, expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { fieldOf, id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };

describe('Many-to-many relation', () => {
  test('goes through the table that Prisma names, A being the model whose name is first by its bytes', () => {
    const models = readModels([
      modelDocument('tag', [id, relation('users', 'User', 'UserTotag', { isList: true })]),
      modelDocument('User', [id, relation('tags', 'tag', 'UserTotag', { isList: true })]),
    ]);
    const [tags] = modelOf(models, 'User').relations;
    const [users] = modelOf(models, 'tag').relations;
    expect(tags).toMatchObject({ cardinality: 'many', refers: false });
    expect(tags?.through).toEqual({ table: '_UserTotag', from: 'A', to: 'B' });
    expect(users?.through).toEqual({ table: '_UserTotag', from: 'B', to: 'A' });
    expect([tags?.from, tags?.to].map((side) => side?.map(({ name }) => name))).toEqual([['id'], ['id']]);
  });

  test('of a model with itself has the field whose name is first in A', () => {
    const models = readModels([
      modelDocument('User', [
        id,
        relation('ant', 'User', 'Foes', { isList: true }),
        relation('Zed', 'User', 'Foes', { isList: true }),
      ]),
    ]);
    expect(modelOf(models, 'User').relations.map(({ name, through }) => [name, through?.from])).toEqual([
      ['ant', 'B'],
      ['Zed', 'A'],
    ]);
  });
});

describe('One-to-one relation', () => {
  test('has two sides of one row, of which one refers', () => {
    const models = readModels([
      modelDocument('User', [id, relation('profile', 'Profile', 'P', { isRequired: false })]),
      modelDocument('Profile', [
        id,
        scalar('userId', 'Int', { isUnique: true }),
        relation('user', 'User', 'P', { relationFromFields: ['userId'], relationToFields: ['id'] }),
      ]),
    ]);
    const sides = models.all.flatMap(({ relations }) => relations);
    expect(
      sides.map(({ name, cardinality, nullable, refers, from, to }) => [
        name,
        cardinality,
        nullable,
        refers,
        from[0]?.name,
        to[0]?.name,
      ]),
    ).toEqual([
      ['profile', 'one', true, false, 'id', 'userId'],
      ['user', 'one', false, true, 'userId', 'id'],
    ]);
  });
});

describe('View', () => {
  const document = modelDocument('Sales', [scalar('productId', 'Int', { isUnique: true })], {
    dbName: 'sales',
  });

  test('is served by its unique key, to be read only', () => {
    const text = 'view Sales {\n  productId Int @unique\n  @@map("sales")\n}\n';
    const sales = modelOf(readModels([document], [], text), 'Sales');
    expect(sales).toMatchObject({ readOnly: true, table: 'sales', primaryKey: undefined });
    expect(sales.fields.every(({ readOnly }) => readOnly)).toBe(true);
    expect(modelOf(readModels([document], [], text.replace('view', 'model')), 'Sales').readOnly).toBe(false);
  });

  test('without a unique key is left out, and told', () => {
    const text = 'view Sales {\n  productId Int\n}\n';
    const models = readModels([modelDocument('Sales', [scalar('productId', 'Int')])], [], text);
    expect(models.all).toEqual([]);
    expect(models.warnings).toEqual([
      'View Sales is left out: it has no key without NULLs. Mark the field that names a row @unique, or hide it with /// @gather.hide.',
    ]);
  });
});

describe('Key of one column', () => {
  test('is an ID whatever its type, and so is what refers to it, whether or not that relation is served', () => {
    const owners = ['String', 'Int', 'BigInt', 'Decimal', 'DateTime', 'Bytes', 'Float', 'Boolean'];
    const link = modelDocument('Link', [
      id,
      ...owners.flatMap((type) => [
        scalar(`by${type}`, type),
        relation(`in${type}`, `By${type}`, `By${type}`, {
          relationFromFields: [`by${type}`],
          relationToFields: ['id'],
        }),
      ]),
    ]);
    const text = `/// @gather.hide\nmodel ByInt {\n}\nmodel Link {\n  /// @gather.hide\n  inString ByString\n}\n`;
    const models = readModels([...owners.map((type) => buildKeyed(`By${type}`, type)), link], [], text);
    const isId = (name: string): boolean => fieldOf(modelOf(models, 'Link'), name).isId;
    expect(owners.filter((type) => isId(`by${type}`))).toEqual(owners);
    expect(() => buildSchema(models, limits)).not.toThrow();
  });
});

/** A model with a key of that type, to which `Link` refers. */
function buildKeyed(name: string, type: string): object {
  const links = relation('links', 'Link', name, { isList: true });
  return modelDocument(name, [scalar('id', type, { isId: true }), links]);
}
