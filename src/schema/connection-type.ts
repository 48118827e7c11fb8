import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
} from 'graphql';
import type { Model } from '../model/model.ts';
import { capitalize, withArticle } from '../model/naming.ts';
import { type PagePart, planned } from './field-plan.ts';
import type { Types } from './types.ts';

const pageInfo = new GraphQLObjectType({
  name: 'PageInfo',
  description: 'Where a page lies in its list.',
  fields: {
    hasNextPage: part(
      'hasNextPage',
      new GraphQLNonNull(GraphQLBoolean),
      'Whether rows follow the page, or a cursor was given there.',
    ),
    hasPreviousPage: part(
      'hasPreviousPage',
      new GraphQLNonNull(GraphQLBoolean),
      'Whether rows come before the page, or a cursor was given there.',
    ),
    startCursor: part(
      'startCursor',
      GraphQLString,
      'The cursor of the first row: `before` for the page ahead.',
    ),
    endCursor: part('endCursor', GraphQLString, 'The cursor of the last row: `after` for the next page.'),
  },
});

/** Builds a page of a model's rows, as the Relay specification has connections, with `nodes` beside `edges`. */
export function buildConnectionType(model: Model, types: Types): GraphQLObjectType {
  const { type, stem } = model.names;
  const edge = new GraphQLObjectType({
    name: `${stem}Edge`,
    description: `${capitalize(withArticle(type))} and its place in a list.`,
    fields: () => ({
      cursor: part('cursor', new GraphQLNonNull(GraphQLString), 'The place of this row in the ordering.'),
      node: part('node', types.object(model), 'The row; null where one of its values cannot be told.'),
    }),
  });
  return new GraphQLObjectType({
    name: `${stem}Connection`,
    description: `A page of a list of ${type}.`,
    fields: () => ({
      edges: part('edges', listOf(edge), 'The rows of the page with their cursors.'),
      nodes: part('nodes', listOf(types.object(model)), 'The rows of the page.'),
      pageInfo: part('pageInfo', new GraphQLNonNull(pageInfo), 'Where the page lies in the list.'),
      totalCount: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'How many rows the whole list holds.',
        ...planned({ kind: 'measure', measure: { function: 'count' } }),
      },
      aggregate: {
        type: new GraphQLNonNull(types.aggregate(model)),
        description: 'Aggregates over the whole list.',
        ...planned({ kind: 'aggregate' }),
      },
    }),
  });
}

function part(
  name: PagePart,
  type: GraphQLOutputType,
  description: string,
): GraphQLFieldConfig<unknown, unknown> {
  return { type, description, ...planned({ kind: 'page', part: name }) };
}

/** A list whose rows fail one by one: an error in one of them leaves the others. */
function listOf(type: GraphQLObjectType): GraphQLNonNull<GraphQLList<GraphQLObjectType>> {
  return new GraphQLNonNull(new GraphQLList(type));
}
