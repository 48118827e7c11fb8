import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import type { Row } from '../model/load.ts';
import type { Model } from '../model/model.ts';
import type { Connection } from '../resolvers/connection.ts';
import type { GatherContext } from '../resolvers/context.ts';
import type { Types } from './types.ts';

interface Edge {
  readonly connection: Connection;
  readonly node: Row;
}

const pageInfo = new GraphQLObjectType({
  name: 'PageInfo',
  description: 'Where a page lies in its list.',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean), description: 'Whether rows follow the page.' },
    hasPreviousPage: {
      type: new GraphQLNonNull(GraphQLBoolean),
      description: 'Whether a cursor was given before the page.',
    },
    startCursor: { type: GraphQLString, description: 'The cursor of the first row.' },
    endCursor: { type: GraphQLString, description: 'The cursor of the last row: `after` for the next page.' },
  },
});

/** Builds a page of a model's rows, as the Relay specification has connections, with `nodes` beside `edges`. */
export function buildConnectionType(model: Model, types: Types): GraphQLObjectType {
  const name = model.names.type;
  const node = new GraphQLNonNull(types.object(model));
  const edge = new GraphQLObjectType<Edge, GatherContext>({
    name: `${name}Edge`,
    description: `A ${name} and its place in a list.`,
    fields: () => ({
      cursor: {
        type: new GraphQLNonNull(GraphQLString),
        description: 'The place of this row in the ordering.',
        resolve: ({ connection, node }) => connection.cursor(node),
      },
      node: { type: node, description: 'The row.' },
    }),
  });
  return new GraphQLObjectType<Connection, GatherContext>({
    name: `${name}Connection`,
    description: `A page of a list of ${name}.`,
    fields: () => ({
      edges: {
        type: listOf(edge),
        description: 'The rows of the page with their cursors.',
        resolve: async (connection) =>
          (await connection.page()).rows.map((row) => ({ connection, node: row })),
      },
      nodes: {
        type: listOf(types.object(model)),
        description: 'The rows of the page.',
        resolve: async (connection) => (await connection.page()).rows,
      },
      pageInfo: {
        type: new GraphQLNonNull(pageInfo),
        description: 'Where the page lies in the list.',
        resolve: resolvePageInfo,
      },
      totalCount: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'How many rows the whole list holds.',
        resolve: (connection) => connection.totalCount(),
      },
    }),
  });
}

async function resolvePageInfo(connection: Connection): Promise<Record<string, unknown>> {
  const { rows, hasNextPage } = await connection.page();
  const [first] = rows;
  const last = rows.at(-1);
  return {
    hasNextPage,
    hasPreviousPage: connection.hasPreviousPage,
    startCursor: first ? connection.cursor(first) : null,
    endCursor: last ? connection.cursor(last) : null,
  };
}

function listOf(type: GraphQLObjectType): GraphQLNonNull<GraphQLList<GraphQLNonNull<GraphQLObjectType>>> {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
}
