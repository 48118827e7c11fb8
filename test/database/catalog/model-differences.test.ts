import { describe, expect, test } from 'vitest';
import { openTestDatabase, seededDatabaseUrl } from '../../support/database.ts';
import { openTestGateway } from '../../support/gateway.ts';
import { id, modelDocument, readModels, relation, scalar } from '../../support/models.ts';

async function readWarnings(
  tables: readonly string[],
  models: readonly object[],
  enums: readonly object[] = [],
): Promise<unknown[]> {
  await using database = await openTestDatabase('nothing');
  for (const table of tables) await database.connection.query(table);
  await using gateway = await openTestGateway({
    databaseUrl: database.url,
    models: readModels(models, enums),
  });
  return gateway.lines.flatMap(({ level, msg }) => (level === 'warn' ? [msg] : []));
}

/** A model whose rows are paired with those of another. */
function sideOf(name: string, other: string): object {
  return modelDocument(name, [id, relation(`${other.toLowerCase()}s`, other, 'PostToTag', { isList: true })]);
}

describe('A model that differs from its database', () => {
  test('is not the bundled one, of whose database nothing is said', async () => {
    await using gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
    expect(gateway.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  test('is named with the nearest table and the nearest columns', async () => {
    const warnings = await readWarnings(
      [
        'CREATE TABLE people (id INT PRIMARY KEY, full_name VARCHAR(20) NOT NULL, born DATE)',
        'CREATE TABLE Post (id INT PRIMARY KEY)',
      ],
      [
        modelDocument('Person', [id, scalar('fullName'), scalar('size', 'Int')], { dbName: 'people' }),
        modelDocument('Posts', [id]),
        modelDocument('Warehouse', [id]),
      ],
    );
    expect(warnings).toEqual([
      'Person lacks columns in the database, or its user cannot read them: fullName (the nearest is full_name), size. Name another column with @map("…") on the field',
      'Posts has no table: the database has no Posts, or its user cannot read it. The nearest name is Post: use it with @@map("Post") in the model',
      'Warehouse has no table: the database has no Warehouse, or its user cannot read it',
    ]);
  });

  test('is named where it lacks the join table of two models', async () => {
    const warnings = await readWarnings(
      ['CREATE TABLE Post (id INT PRIMARY KEY)', 'CREATE TABLE Tag (id INT PRIMARY KEY)'],
      [sideOf('Post', 'Tag'), sideOf('Tag', 'Post')],
    );
    expect(warnings).toEqual([
      'Post.tags has no join table: the database has no _PostToTag, or its user cannot read it',
      'Tag.posts has no join table: the database has no _PostToTag, or its user cannot read it',
    ]);
  });

  test('is named where a type, its digits, its enum or its NULL would give wrong answers', async () => {
    const warnings = await readWarnings(
      [
        `CREATE TABLE Thing (
          id INT PRIMARY KEY, views BIGINT, price DECIMAL(9, 2), code INT UNSIGNED, born TEXT, at TIME,
          day DATETIME, seen DATETIME(6) NOT NULL, kind ENUM('a', 'b', 'c'), raw BLOB, name VARCHAR(20) NOT NULL)`,
      ],
      [
        modelDocument('Thing', [
          id,
          scalar('views', 'Int'),
          ...['price', 'code'].map((name) => scalar(name, 'Int', { isRequired: false })),
          scalar('born', 'DateTime', { isRequired: false }),
          scalar('at', 'DateTime', { isRequired: false }),
          scalar('day', 'DateTime', { isRequired: false, nativeType: ['Date', []] }),
          scalar('seen', 'DateTime'),
          { ...scalar('kind', 'Kind', { isRequired: false }), kind: 'enum' },
          scalar('raw', 'String', { isRequired: false }),
          scalar('name'),
        ]),
      ],
      [{ name: 'Kind', values: [{ name: 'a' }, { name: 'OTHER', dbName: 'b' }] }],
    );
    expect(warnings).toEqual([
      'Thing.views is declared Int, but its column is bigint: declare it BigInt',
      'Thing.price is declared Int, but its column is decimal: declare it Decimal',
      'Thing.code is declared Int, but its column is int unsigned: declare it Int @db.UnsignedInt',
      'Thing.born is declared DateTime, but its column is text: declare it String',
      'Thing.at is declared DateTime, but its column is time: declare it DateTime @db.Time',
      'Thing.day is declared DateTime @db.Date, but its column is datetime: declare it DateTime',
      'Thing.seen is declared with 3 fraction digits, but its column has 6: declare it DateTime @db.DateTime(6)',
      'Thing.kind may hold "c", which Kind lacks: add it to the enum',
      'Thing.raw is declared String, but its column is blob: declare it Bytes',
      'Thing has required fields whose columns may be NULL: views. Rows with NULL there fail, and pages ordered by it may skip rows. Add ? to the field, or NOT NULL to the column',
    ]);
  });
});
