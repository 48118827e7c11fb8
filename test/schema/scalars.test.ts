import {
  execute,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
  parseValue,
  valueFromAST,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { scalarOfType } from '../../src/schema/scalars.ts';

const json = scalarOfType('Json');
const read = (literal: string, variables: Readonly<Record<string, unknown>>): string | undefined =>
  JSON.stringify(valueFromAST(parseValue(literal), json, variables));

describe('A JSON literal', () => {
  test.each<[literal: string, variables: Readonly<Record<string, unknown>>, value: string]>([
    [
      '{ a: $x, b: [1, $x], c: { d: $x } }',
      { x: { y: [2] } },
      '{"a":{"y":[2]},"b":[1,{"y":[2]}],"c":{"d":{"y":[2]}}}',
    ],
    ['{ a: $x, b: [1, $x], c: { d: $x } }', {}, '{"b":[1,null],"c":{}}'],
    ['{ a: $x, b: [$x] }', { x: null }, '{"a":null,"b":[null]}'],
    ['{ a: $toString, b: [$constructor, $__proto__] }', {}, '{"b":[null,null]}'],
    [
      '{ __proto__: { a: 1 }, constructor: 2, toString: "x" }',
      {},
      '{"__proto__":{"a":1},"constructor":2,"toString":"x"}',
    ],
    ['[1, -2.5e3, "a", true, false, null, ENUM]', {}, '[1,-2500,"a",true,false,null,"ENUM"]'],
  ])('%s with %j is read with its variables and all of its keys', (literal, variables, value) => {
    expect(read(literal, variables)).toBe(value);
  });

  test('has its variables where graphql-js executes the document', async () => {
    const schema = new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: {
          echo: {
            type: GraphQLString,
            args: { value: { type: new GraphQLNonNull(json) } },
            resolve: (_, { value }: { readonly value?: unknown }) => JSON.stringify(value),
          },
        },
      }),
    });
    const document = parse(
      'query($x: String, $y: JSON) { echo(value: { a: $x, b: [1, $x, $y], __proto__: $y }) }',
    );
    const { data } = await execute({
      schema,
      document,
      variableValues: { y: JSON.parse('{"__proto__": 3}') },
    });
    expect(data?.['echo']).toBe('{"b":[1,null,{"__proto__":3}],"__proto__":{"__proto__":3}}');
  });
});

test.each([
  ['UnsignedInt', 'unsigned-int'],
  ['DateTime', 'date-time'],
  ['Date', 'local-date'],
  ['Time', 'local-time'],
  ['Json', 'json'],
  ['Bytes', 'base64-string'],
] as const)('The scalar of %s names the specification that it keeps to', (type, page) => {
  expect(scalarOfType(type).specifiedByURL).toBe(`https://scalars.graphql.org/chillicream/${page}.html`);
});

test.each(['BigInt', 'Decimal', 'String'] as const)('The scalar of %s names no specification', (type) => {
  expect(scalarOfType(type).specifiedByURL).toBeUndefined();
});
