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
import type { Connection, Page } from '../resolvers/connection.ts';
import type { GatherContext } from '../resolvers/context.ts';
import { loading } from './field-load.ts';
import type { Types } from './types.ts';

interface Edge {
  readonly connection: Connection;
  readonly node: Row;
}

/** A page and the list it is of. */
interface PageInfo extends Page {
  readonly connection: Connection;
}

const pageInfo = new GraphQLObjectType<PageInfo, GatherContext>({
  name: 'PageInfo',
  description: 'Where a page lies in its list.',
  fields: {
    hasNextPage: {
      type: new GraphQLNonNull(GraphQLBoolean),
      description: 'Whether rows follow the page, or a cursor was given there.',
    },
    hasPreviousPage: {
      type: new GraphQLNonNull(GraphQLBoolean),
      description: 'Whether rows come before the page, or a cursor was given there.',
    },
    startCursor: {
      type: GraphQLString,
      description: 'The cursor of the first row: `before` for the page ahead.',
      resolve: ({ connection, rows }) => writeCursor(connection, rows[0]),
    },
    endCursor: {
      type: GraphQLString,
      description: 'The cursor of the last row: `after` for the next page.',
      resolve: ({ connection, rows }) => writeCursor(connection, rows.at(-1)),
    },
  },
});

/** Builds a page of a model's rows, as the Relay specification has connections, with `nodes` beside `edges`. */
export function buildConnectionType(model: Model, types: Types): GraphQLObjectType {
  const name = model.names.type;
  const edge = new GraphQLObjectType<Edge, GatherContext>({
    name: `${name}Edge`,
    description: `A ${name} and its place in a list.`,
    fields: () => ({
      cursor: {
        type: new GraphQLNonNull(GraphQLString),
        description: 'The place of this row in the ordering.',
        resolve: ({ connection, node }) => connection.cursor(node),
      },
      node: {
        type: types.object(model),
        description: 'The row; null where one of its values cannot be told.',
      },
    }),
  });
  return new GraphQLObjectType<Connection, GatherContext>({
    name: `${name}Connection`,
    description: `A page of a list of ${name}.`,
    fields: () => ({
      edges: {
        type: listOf(edge),
        description: 'The rows of the page with their cursors.',
        ...loading('page'),
        resolve: (connection) => {
          const rows = connection.rows();
          return rows instanceof Promise
            ? rows.then((loaded) => buildEdges(connection, loaded))
            : buildEdges(connection, rows);
        },
      },
      nodes: {
        type: listOf(types.object(model)),
        description: 'The rows of the page.',
        ...loading('page'),
        resolve: (connection) => connection.rows(),
      },
      pageInfo: {
        type: new GraphQLNonNull(pageInfo),
        description: 'Where the page lies in the list.',
        ...loading('page'),
        resolve: resolvePageInfo,
      },
      totalCount: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'How many rows the whole list holds.',
        ...loading('figures'),
        resolve: (connection) => {
          const figures = connection.figures('totalCount');
          return figures instanceof Promise ? figures.then(({ count }) => count) : figures['count'];
        },
      },
      aggregate: {
        type: new GraphQLNonNull(types.aggregate(model)),
        description: 'Figures over the whole list.',
        ...loading('figures'),
        resolve: (connection) => connection.figures('aggregate'),
      },
    }),
  });
}

function buildEdges(connection: Connection, rows: readonly Row[]): readonly Edge[] {
  return rows.map((node) => ({ connection, node }));
}

async function resolvePageInfo(connection: Connection): Promise<PageInfo> {
  return { connection, ...(await connection.page()) };
}

/** A cursor fails by itself where a value that the row is ordered by cannot be told. */
function writeCursor(connection: Connection, row: Row | undefined): string | null {
  return row ? connection.cursor(row) : null;
}

/** A list whose rows fail one by one: what cannot be told of one of them leaves the others. */
function listOf(type: GraphQLObjectType): GraphQLNonNull<GraphQLList<GraphQLObjectType>> {
  return new GraphQLNonNull(new GraphQLList(type));
}
