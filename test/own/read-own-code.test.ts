import { beforeAll, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import type { Models } from '../../src/model/model.ts';
import type { LooseBuilder, OwnOptions } from '../../src/own/builders.ts';
import { buildOwnSchema } from '../support/own-schema.ts';

let models: Models;

beforeAll(async () => {
  models = await readGeneratedModel();
});

/** Lists the faults of own types and fields. */
function findFaults(own: OwnOptions): readonly string[] {
  try {
    buildOwnSchema(models, readConfig({}), own);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

const load = (): unknown[] => [];

/** Lists the faults of one field of User. */
function findFieldFaults(define: (user: LooseBuilder) => unknown): readonly string[] {
  return findFaults({ extend: { User: (user) => ({ own: define(user) as never }) } });
}

const sqlOf = (sql: string, options: object = {}): readonly string[] =>
  findFieldFaults((user) => user.sql('ID', { needs: ['id'], sql, ...options }));

const select = 'SELECT k.i, k.id FROM $keys AS k';

describe('Own code', () => {
  const faulty: readonly (readonly [
    what: string,
    find: () => readonly string[],
    faults: readonly string[],
  ])[] = [
    [
      'a type that does not exist',
      () => findFieldFaults((user) => user.field('Usr!', { load })),
      [
        'extend.User.own: expected a scalar, an enum, a model or a type of `types`, got Usr; did you mean User?',
      ],
    ],
    [
      'a connection as an answer',
      () => findFieldFaults((user) => user.field('PostConnection', { load })),
      ['extend.User.own: expected a scalar, an enum, a model or a type of `types`, got PostConnection'],
    ],
    [
      'a type that cannot be read',
      () => findFieldFaults((user) => user.field('[User', { load })),
      ['extend.User.own: expected a type in GraphQL, got "[User" (Syntax Error: Expected "]", found <EOF>.)'],
    ],
    [
      'needs that are no fields',
      () => findFieldFaults((user) => user.field('Int', { needs: ['nmae', 7], load } as never)),
      [
        'extend.User.own.needs: expected fields of User, got "nmae"; did you mean name?',
        'extend.User.own.needs: expected fields of User, got 7',
      ],
    ],
    [
      'options of the wrong form',
      () =>
        findFieldFaults((user) =>
          user.field('Int', {
            load: 1,
            timeoutMs: '5',
            statements: -1,
            timeout: 1,
            args: { a: 1, b: 'Intt' },
          } as never),
        ),
      [
        'extend.User.own.timeout: expected one of description, args, timeoutMs, statements, load, worker, needs; did you mean timeoutMs?',
        'extend.User.own.load: expected a function, got 1',
        `extend.User.own.args.a: expected a type such as 'Int = 64', got 1`,
        'extend.User.own.timeoutMs: expected a whole number of at least 1, got "5"',
        'extend.User.own.statements: expected a whole number of at least 0, got -1',
      ],
    ],
    [
      'arguments that cannot be read',
      () =>
        findFieldFaults((user) =>
          user.field('Int', { load, args: { a: 'Intt', b: 'Int = "x"', c: 'Int d: Int' } }),
        ),
      [
        'extend.User.own.args.c: expected a type in GraphQL, got "Int d: Int" (expected one type)',
        'extend.User.own.args.a: expected a scalar, an enum or an input, got Intt; did you mean Int?',
        'extend.User.own.args.b: expected a default of Int',
      ],
    ],
    [
      'no code, and too much of it',
      () =>
        findFaults({
          extend: {
            User: (user) => ({
              none: user.field('Int', {}),
              both: user.field('Int', { load, worker: './x.ts' }),
            }),
          },
        }),
      [
        'extend.User.none: expected load or worker, got none',
        'extend.User.both: expected load or worker, got both',
      ],
    ],
    [
      'a worker that does not exist',
      () => findFieldFaults((user) => user.field('Int', { worker: new URL('file:///nowhere/x.ts') })),
      ['extend.User.own.worker: expected a module, got file:///nowhere/x.ts, which does not exist'],
    ],
    [
      'a name that is taken',
      () => findFaults({ extend: { User: (user) => ({ name: user.field('Int', { load }) }) } }),
      ['extend.User.name: expected a name that User does not have yet'],
    ],
    [
      'owners that do not exist, and no functions',
      () => findFaults({ extend: { Usr: () => ({}), Post: {} as never, Query: () => 1 as never } }),
      [
        'extend.Usr: expected a model, Query or Mutation; did you mean User?',
        'extend.Post: expected a function that takes a builder, got an object with no properties',
        'extend.Query: expected an object of fields, got 1',
      ],
    ],
    [
      'a builder that throws, and a field that no builder made',
      () =>
        findFaults({
          extend: {
            Post: () => {
              throw new Error('no');
            },
            User: () => ({ own: load as never }),
          },
        }),
      [
        'extend.Post: expected its fields, but the function has thrown: no',
        'extend.User.own: expected the result of field(…) or sql(…), got a function',
      ],
    ],
    [
      'types of other kinds, taken names and arguments',
      () =>
        findFaults({
          types: `interface A { x: Int } union B = User extend type User { y: Int }
            type Post { x: Int } type C { x(a: Int): Int y: Missing z: UserConnection } type D @x { x: Int @y }`,
        }),
      [
        'types.A: expected a type, an enum, an input or a scalar',
        'types.B: expected a type, an enum, an input or a scalar',
        'types.User: expected a type, an enum, an input or a scalar',
        'types.Post: expected a name that no other type has',
        'types.C.x: expected a field without arguments, since it is read from a value',
        'types.C.y: expected a scalar, an enum, a model or a type of `types`, got Missing',
        'types.C.z: expected a scalar, an enum, a model or a type of `types`, got UserConnection',
        'types.D.x: expected no directive except @deprecated, got @y',
      ],
    ],
    [
      'a text that is no GraphQL',
      () => findFaults({ types: 'type A {\n  x Int }' }),
      ['types, line 2, column 5: Syntax Error: Expected ":", found Name "Int".'],
    ],
    [
      'SQL without keys',
      () => sqlOf('SELECT 1 AS i, 2 AS id'),
      ['extend.User.own.sql: expected to read from $keys'],
    ],
    [
      'SQL with unknown names',
      () => sqlOf(`${select} WHERE $id = $siez AND $key`, { args: { size: 'Int' } }),
      [
        'extend.User.own.sql: expected an argument, got $id; id is a column of $keys',
        'extend.User.own.sql: expected $keys or an argument, got $siez; did you mean $size?',
        'extend.User.own.sql: expected $keys or an argument, got $key; did you mean $keys?',
      ],
    ],
    [
      'SQL that is no single SELECT',
      () => sqlOf(`DELETE FROM User; ${select}`),
      ['extend.User.own.sql: expected a SELECT', 'extend.User.own.sql: expected one statement, got ;'],
    ],
    [
      'SQL with ? and without an alias',
      () => sqlOf('SELECT i, id FROM $keys WHERE id = ?'),
      [
        'extend.User.own.sql: expected $keys AS and a name',
        'extend.User.own.sql: expected $name for each argument, got ?',
      ],
    ],
    [
      'SQL whose values SQL cannot take or answer',
      () =>
        findFaults({
          types: 'type A { x: Int } input In { x: Int }',
          extend: {
            User: (user) => ({
              a: user.sql('A', { needs: ['bio'], args: { in: 'In' }, sql: select.replace('k.id', 'k.bio') }),
              b: user.sql('Int', {
                needs: ['bio'],
                args: { in: 'In' },
                sql: select.replace('k.id', 'k.bio'),
              }),
            }),
          },
        }),
      [
        'extend.User.a.needs: expected short columns, which $keys can hold, got bio',
        'extend.User.a: expected a scalar, an enum, a model or a list of them, which SQL can answer, got A',
        'extend.User.b.needs: expected short columns, which $keys can hold, got bio',
        'extend.User.b.args.in: expected a scalar or an enum, which SQL can take, got In',
      ],
    ],
  ];

  test.each(faulty)('reports all faults at once: %s', (_, find, faults) => {
    expect(find()).toEqual(faults);
  });

  test('takes names in comments and quotes as they are, and a semicolon at the end', () => {
    expect(
      sqlOf(`-- $a ?\n/* $b; */ ( ${select} WHERE k.id <> '$c ?;' AND \`a$d\` = "?" # $e\n);  `),
    ).toEqual([]);
  });

  test('may use all scalars, inputs of the API, and types in each other', () => {
    const own: OwnOptions = {
      types:
        'type A { a: A b: [B!] } type B { at: DateTime! @deprecated(reason: "old") any: Any } scalar Any input In { w: UserWhere }',
      extend: {
        User: (user) => ({ own: user.field('A', { args: { in: 'In', where: 'PostWhere' }, load }) }),
        Query: (query) => ({ big: query.field('BigInt', { description: 'Big.', resolve: () => '1' }) }),
      },
    };
    expect(findFaults(own)).toEqual([]);
  });
});
