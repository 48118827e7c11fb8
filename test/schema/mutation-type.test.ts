import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GraphQLSchema, parse, print, printSchema, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import type { Models } from '../../src/model/model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { id, modelDocument, readModels, relation, scalar } from '../support/models.ts';

const build = (models: Models): GraphQLSchema =>
  buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 });

/** What a schema says of writing, without descriptions; of inputs those whose names begin so. */
function printWrites(schema: GraphQLSchema, inputs = /^/): string {
  const document = parse(printSchema(schema));
  const definitions = document.definitions.filter((definition) => {
    const name = 'name' in definition ? (definition.name?.value ?? '') : '';
    const isInput = /(Input|InputEnvelope|Unique|ScalarWhere|Update)$/.test(name) && inputs.test(name);
    return name === 'Mutation' || isInput;
  });
  return print(
    visit({ ...document, definitions }, { enter: (node) => ({ ...node, description: undefined }) }),
  );
}

const optional = { isRequired: false };

/** Relations of every kind: to itself, in several ways, through a table, one to one, hidden, of columns that others share. */
const nasty = (annotations = ''): Models =>
  readModels(
    [
      modelDocument('Part', [
        id,
        scalar('name', 'String', { isUnique: true }),
        scalar('weight', 'Decimal', optional),
        scalar('wholeId', 'Int', optional),
        relation('whole', 'Part', 'Parts', {
          ...optional,
          relationFromFields: ['wholeId'],
          relationToFields: ['id'],
        }),
        relation('parts', 'Part', 'Parts', { isList: true }),
        relation('like', 'Part', 'Alike', { isList: true }),
        relation('alike', 'Part', 'Alike', { isList: true }),
        relation('sheet', 'Sheet', 'Sheets', optional),
      ]),
      modelDocument(
        'Sheet',
        [
          scalar('shelf', 'Int'),
          scalar('place', 'Int'),
          scalar('partId', 'Int', { isUnique: true }),
          scalar('text', 'Json', optional),
          scalar('edits', 'Int'),
          scalar('made', 'DateTime', { hasDefaultValue: true, default: { name: 'now', args: [] } }),
          relation('part', 'Part', 'Sheets', { relationFromFields: ['partId'], relationToFields: ['id'] }),
        ],
        { primaryKey: { fields: ['shelf', 'place'] } },
      ),
    ],
    [],
    `model Sheet {\n  /// @gather.version\n  edits Int\n${annotations}\n}\n`,
  );

/** The text that a file of `writes/` says, printed as a schema is. */
async function readExpected(name: string): Promise<string> {
  return print(parse(await readFile(join(import.meta.dirname, 'writes', `${name}.graphql`), 'utf8')));
}

describe('Mutation', () => {
  test('of the bundled model takes what the page of it says', async () => {
    const printed = printWrites(build(await readGeneratedModel()));
    expect(printed).toBe(await readExpected('directory'));
  });

  test('of relations of every kind takes what Prisma has for each, and counts versions by itself', async () => {
    const models = nasty();
    expect(models.warnings).toEqual([]);
    expect(printWrites(build(models))).toBe(await readExpected('parts-and-sheets'));
  });

  test('calls the inputs of a relation after itself where the side that leads back is hidden', () => {
    const printed = printWrites(build(nasty('  /// @gather.hide\n  part Part')), /^Sheet/);
    expect(printed).toContain(
      'input SheetCreateWithoutPartSheetInput {\n  shelf: Int!\n  place: Int!\n  text: JSON\n  made: DateTime\n}',
    );
    expect(printed).toContain('input SheetUpdateOneWithoutPartSheetNestedInput @oneOf');
    expect(printed).not.toContain('part:');
    // There is no relation that could be given in its place.
    expect(printed).toMatch(/input SheetCreateInput \{[^}]* partId: ID!/);
  });

  test('leads to rows of a read-only model only where that does not write them', () => {
    const text = 'model Tag {\n  id Int\n}\n/// @gather.readOnly\nmodel Note {\n  id Int\n}\n';
    const schema = build(
      readModels(
        [
          modelDocument('Post', [
            id,
            scalar('tagId', 'Int'),
            relation('tag', 'Note', 'Tags', { relationFromFields: ['tagId'], relationToFields: ['id'] }),
            relation('notes', 'Note', 'Notes', { isList: true }),
            relation('mentions', 'Note', 'Mentions', { isList: true }),
          ]),
          modelDocument('Note', [
            id,
            scalar('postId', 'Int'),
            relation('post', 'Post', 'Notes', { relationFromFields: ['postId'], relationToFields: ['id'] }),
            relation('tagged', 'Post', 'Tags', { isList: true }),
            relation('mentioned', 'Post', 'Mentions', { isList: true }),
          ]),
        ],
        [],
        text,
      ),
    );
    expect(printWrites(schema, /^(Post(Create|Update)|Note(CreateN|Update))/).split('\n\n')).toEqual(
      expect.arrayContaining([
        'input PostUpdateInput {\n  id: ID\n  tagId: ID\n  tag: NoteUpdateOneWithoutTaggedNestedInput\n  mentions: NoteUpdateManyWithoutMentionedNestedInput\n}',
        'input NoteUpdateOneWithoutTaggedNestedInput @oneOf {\n  connect: NoteUnique\n}',
        'input NoteUpdateManyWithoutMentionedNestedInput {\n  connect: [NoteUnique!]\n  set: [NoteUnique!]\n  disconnect: [NoteUnique!]\n}',
      ]),
    );
  });

  test('has no update by a key that takes the place of its data, and no argument that is a field of the key', () => {
    const schema = build(
      readModels([
        modelDocument('Blob', [
          scalar('data', 'String', { isId: true }),
          scalar('ifUnchangedSince', 'String', { isUnique: true }),
          scalar('at', 'DateTime', { isUpdatedAt: true }),
        ]),
      ]),
    );
    expect(printWrites(schema, /^$/)).toBe(
      [
        'type Mutation {',
        '  createBlob(data: BlobCreateInput!): Blob',
        '  createBlobs(data: [BlobCreateManyInput!]!): [Blob!]',
        '  upsertBlob(where: BlobUnique!, create: BlobCreateInput!, update: BlobUpdateInput!): Blob',
        '  deleteBlob(data: ID!, ifUnchangedSince: DateTime): Blob',
        '  updateBlobByIfUnchangedSince(ifUnchangedSince: String!, data: BlobUpdateInput!): Blob',
        '  deleteBlobByIfUnchangedSince(ifUnchangedSince: String!): Blob',
        '  updateBlobs(where: BlobWhere!, data: BlobUpdateManyInput!): BatchPayload',
        '  deleteBlobs(where: BlobWhere!): BatchPayload',
        '}',
      ].join('\n'),
    );
  });

  test('creates no rows that need what the API cannot give, nor by another model, and wants keys that the database makes up', () => {
    const models = readModels(
      [
        modelDocument('Shelf', [
          scalar('id', 'String', {
            isId: true,
            hasDefaultValue: true,
            default: { name: 'dbgenerated', args: ['(UUID())'] },
          }),
          scalar('made', 'String', {
            hasDefaultValue: true,
            default: { name: 'dbgenerated', args: ['(UUID())'] },
          }),
          relation('books', 'Book', 'Books', { isList: true }),
        ]),
        modelDocument('Book', [
          id,
          scalar('isbn'),
          scalar('shelfId', 'String'),
          relation('shelf', 'Shelf', 'Books', { relationFromFields: ['shelfId'], relationToFields: ['id'] }),
        ]),
      ],
      [],
      'model Book {\n  /// @gather.readOnly\n  isbn String\n  place Unsupported("point")\n}\n',
    );
    expect(models.warnings).toEqual([
      'Book.place is left out: Prisma cannot read Unsupported("point"). Put /// @gather.hide above it to end this warning.',
      'No row of Book can be created: the API cannot set isbn and place, which a new row needs. Add @default or ? where the database sets a value.',
    ]);
    const printed = printWrites(build(models), /Create|Nested/);
    expect(printed).not.toMatch(/(create|upsert)Books?\(|BookCreate(?!Nested)/);
    expect(printed).toContain('input BookCreateNestedManyWithoutShelfInput {\n  connect: [BookUnique!]\n}');
    expect(printed).toContain('input ShelfCreateManyInput {\n  id: ID!\n  made: String\n}');
  });

  test('is not there where nothing can be written', () => {
    const models = readModels(
      [modelDocument('Row', [id])],
      [],
      '/// @gather.readOnly\nmodel Row {\n  id Int\n}\n',
    );
    expect(build(models).getMutationType()).toBeNull();
  });
});
