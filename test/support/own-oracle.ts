import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { SelectionSetNode } from 'graphql';
import type { Random } from '../../prisma/seed/random.ts';
import type { LooseBuilder, OwnOptions } from '../../src/own/builders.ts';
import type { OwnDefinition } from '../../src/own/own-definition.ts';
import type { WrittenDocument } from './document.ts';

interface SomeRow {
  readonly id: string;
}

/** A number that differs from row to row, and is the same for the same row. */
function numberOf({ id }: SomeRow): number {
  return Number(id) * 7;
}

/** Values of all kinds for a row: present, null, failed and of the wrong kind. */
function chooseValue(row: SomeRow, value: unknown): unknown {
  switch (numberOf(row) % 9) {
    case 0:
      return null;
    case 1:
      return new Error(`failed for ${row.id}`);
    case 2:
      return Promise.resolve(value);
    default:
      return value;
  }
}

function buildThing(row: SomeRow, depth: number): unknown {
  const number = numberOf(row);
  return {
    name: number % 5 === 0 ? null : `thing ${row.id}`,
    count: number % 11 === 0 ? 'many' : number,
    kind: number % 13 === 0 ? 'WRONG' : number % 2 === 0 ? 'EVEN' : 'ODD',
    tags: number % 4 === 0 ? 'none' : ['a', number % 3 === 0 ? null : 'b'],
    grid: new Set([[1, 2], [number % 6 === 0 ? null : 3]]),
    user: number % 3 === 0 ? '999999' : String((number % 20) + 1),
    users: [String((number % 20) + 1), null, number % 10 === 0 ? { no: 'key' } : { id: 2 }],
    inner: depth > 0 ? buildThing({ id: String(Number(row.id) + 1) }, depth - 1) : null,
  };
}

function defineFields(model: LooseBuilder): Record<string, OwnDefinition> {
  const needs = ['id'];
  const field = (type: string, read: (row: SomeRow, given: { by: number }) => unknown): OwnDefinition =>
    model.field(type, {
      needs,
      args: { by: 'Int = 3' },
      load: (rows: readonly SomeRow[], given: { by: number }) =>
        rows.map((row) => chooseValue(row, read(row, given))),
    });
  return {
    ownText: field('String', (row, { by }) => `${row.id} by ${by}`),
    ownNumber: field('Int!', numberOf),
    ownThing: field('Thing', (row) => buildThing(row, 2)),
    ownThings: field('[Thing!]', (row) => [buildThing(row, 1), buildThing({ id: '4' }, 0)]),
    ownUser: field('User', (row, { by }) => String((numberOf(row) % (by + 1)) + 1)),
    ownUsers: field('[User!]!', (row) => [row.id, String((numberOf(row) % 30) + 1)]),
    ownSql: model.sql('Int!', {
      needs,
      args: { by: 'Int = 3' },
      sql: 'SELECT k.i, COUNT(*) AS n FROM $keys AS k JOIN Post AS p ON p.authorId = k.id + $by GROUP BY k.i',
    }),
    ownSqlUsers: model.sql('[User]', {
      needs,
      sql: 'SELECT k.i, u.id FROM $keys AS k JOIN User AS u ON u.managerId = k.id ORDER BY u.id',
    }),
  };
}

/** Own fields of all kinds on the models of the directory, whose answers depend on the row alone. */
export const ownOracle: OwnOptions = {
  types: `
    type Thing { name: String! count: Int kind: Kind tags: [String!] grid: [[Int!]]! user: User users: [User]! inner: Thing }
    enum Kind { EVEN ODD }`,
  extend: {
    User: defineFields,
    Post: defineFields,
    Team: defineFields,
    Query: (query) => ({
      ownRoot: query.field('User', { args: { id: 'ID = "3"' }, resolve: ({ id }: SomeRow) => id }),
      ownRoots: query.field('[Thing]', {
        resolve: () => [buildThing({ id: '2' }, 1), null, buildThing({ id: '7' }, 0)],
      }),
    }),
  },
};

const userFields = '{ id name ownText }';
const thingFields = `{ name count kind tags grid user ${userFields} users ${userFields} inner { count inner { name } user { ownNumber } } }`;
const rowFields: readonly [string, ...string[]] = [
  'ownText',
  'ownText(by: 5)',
  'ownNumber',
  `ownThing ${thingFields}`,
  'ownThing { count kind inner { tags } }',
  `ownThings ${thingFields}`,
  `ownUser ${userFields}`,
  'ownUser(by: 1) { id ownUser { name ownUsers { id } } manager { ownText } posts(first: 2) { nodes { id ownText } } }',
  `ownUsers ${userFields}`,
  'ownSql',
  'ownSql(by: 1)',
  'ownSqlUsers { id ownSql }',
];
const rootFields: readonly [string, ...string[]] = [
  `ownRoot ${userFields}`,
  'ownRoot(id: "999999") { id }',
  `ownRoots ${thingFields}`,
  'ownRoots { count }',
];

/** Adds random own fields to the rows and the root of a document. */
export function addOwnFields(
  schema: GraphQLSchema,
  { text, variables }: WrittenDocument,
  random: Random,
): WrittenDocument {
  const types = new TypeInfo(schema);
  let aliases = 0;
  const add = (node: SelectionSetNode, offered: readonly [string, ...string[]]): SelectionSetNode => {
    const chosen = Array.from({ length: random.below(3) }, () => `own${aliases++}: ${random.pick(offered)}`);
    if (chosen.length === 0) return node;
    return { ...node, selections: [...node.selections, ...readSelections(parse(`{ ${chosen.join(' ')} }`))] };
  };
  const document = visit(
    parse(text),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const name = types.getParentType()?.name ?? '';
          if (name === 'Query') return add(node, rootFields);
          return ['User', 'Post', 'Team'].includes(name) ? add(node, rowFields) : undefined;
        },
      },
    }),
  );
  return { text: print(document), variables };
}

function readSelections({ definitions }: DocumentNode): SelectionSetNode['selections'] {
  const [operation] = definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}
