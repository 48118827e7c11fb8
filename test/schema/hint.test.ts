import { getVariableValues, type GraphQLError, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { addHint } from '../../src/schema/hint.ts';
import { buildValidator } from '../../src/server/validate-document.ts';
import { id, modelDocument, readModels, scalar } from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };
const schema = buildSchema(await readGeneratedModel(), limits);
/** As in production, where nothing is told of the schema. */
const validate = buildValidator({ introspection: false, errorsMax: 10 });

const compare = 'Write { equals: … } to compare it with a value.';
const related = 'Write { is: { … } } for conditions on the related row.';
const listed =
  'Write { some: { … } }, { every: { … } } or { none: { … } } for conditions on the related rows.';
const refer = 'Write { connect: { … } } to refer to a row by its key.';
const mode =
  'Omit it: the collation of the column decides how text compares, and most collations ignore case.';

test.each<[document: string, message: string]>([
  ['users(where: { name: "Ada" })', `Expected value of type "StringFilter", found "Ada". ${compare}`],
  ['users(where: { id: [1] })', `Expected value of type "IDFilter", found [1]. ${compare}`],
  ['users(where: { role: ADMIN })', `Expected value of type "RoleFilter", found ADMIN. ${compare}`],
  [
    'users(where: { name: { contains: "a", mode: insensitive } })',
    `Field "mode" is not defined by type "StringFilter". ${mode}`,
  ],
  ['users(where: { name: { eq: "a" } })', 'Field "eq" is not defined by type "StringFilter".'],
  [
    'posts(where: { author: { email: { equals: "x" } } })',
    `Field "email" is not defined by type "UserRelationFilter". ${related}`,
  ],
  [
    'users(where: { posts: { title: { equals: "x" } } })',
    `Field "title" is not defined by type "PostListRelationFilter". ${listed}`,
  ],
  [
    'users(where: { posts: { _count: { gt: 1 } } })',
    'Field "_count" is not defined by type "PostListRelationFilter". Write { count: { … } } for conditions on the number of related rows.',
  ],
  ['users(where: { posts: { count: 3 } })', `Expected value of type "CountFilter", found 3. ${compare}`],
  ['users(nowhere: 1)', 'Unknown argument "nowhere" on field "Query.users".'],
])('The refusal of %s says how it is written', (field, message) => {
  const errors = validate(schema, parse(`{ ${field} { totalCount } }`));
  expect(errors.map((error) => error.message)).toEqual([message]);
  expect(errors[0]?.locations).toHaveLength(1);
});

test('The refusal of data says how a row is referred to', () => {
  const [error] = validate(
    schema,
    parse('mutation { updatePost(id: 1, data: { author: { email: "x" } }) { id } }'),
  );
  expect(error?.message).toBe(
    `Field "email" is not defined by type "UserUpdateOneWithoutPostsNestedInput". ${refer}`,
  );
});

test('The refusal of a number that is updated says how it is set', () => {
  const models = readModels([modelDocument('Page', [id, scalar('views', 'Int')])]);
  const document = parse('mutation { updatePage(id: 1, data: { views: 9 }) { id } }');
  const errors = validate(buildSchema(models, limits), document);
  expect(errors.map((error) => error.message)).toEqual([
    'Expected value of type "IntUpdate", found 9. Write { set: … } to give the field this value.',
  ]);
});

test.each<[where: object, message: string]>([
  [
    { name: 'Ada' },
    `Variable "$where" got invalid value "Ada" at "where.name"; Expected type "StringFilter" to be an object. ${compare}`,
  ],
  [
    { manager: { email: 'x' } },
    `Variable "$where" got invalid value { email: "x" } at "where.manager"; Field "email" is not defined by type "UserRelationFilter". ${related}`,
  ],
  [
    { id: { equals: {} } },
    'Variable "$where" got invalid value {} at "where.id.equals"; ID cannot represent value: {}',
  ],
])('The refusal of a variable with %j says how it is written', (where, message) => {
  const { definitions } = parse('query ($where: UserWhere) { users(where: $where) { totalCount } }');
  const [{ variableDefinitions = [] }] = definitions as [OperationDefinitionNode]; // as it is written above
  const { errors = [] } = getVariableValues(schema, variableDefinitions, { where }) as {
    errors?: readonly GraphQLError[];
  };
  expect(errors.map((error) => addHint(schema, error).message)).toEqual([message]);
});
