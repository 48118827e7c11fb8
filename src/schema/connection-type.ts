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
  description: 'The position of a page in its list.',
  fields: {
    hasNextPage: part(
      'hasNextPage',
      new GraphQLNonNull(GraphQLBoolean),
      'True if rows follow the page. Also true if `before` was given.',
    ),
    hasPreviousPage: part(
      'hasPreviousPage',
      new GraphQLNonNull(GraphQLBoolean),
      'True if rows precede the page. Also true if `after` was given.',
    ),
    startCursor: part(
      'startCursor',
      GraphQLString,
      'Cursor of the first row. Pass it as `before` to get the previous page.',
    ),
    endCursor: part(
      'endCursor',
      GraphQLString,
      'Cursor of the last row. Pass it as `after` to get the next page.',
    ),
  },
});

/** Builds the type of a page of rows, a connection in Relay's sense that also has `nodes`. */
export function buildConnectionType(model: Model, types: Types): GraphQLObjectType {
  const { type, stem } = model.names;
  const edge = new GraphQLObjectType({
    name: `${stem}Edge`,
    description: `${capitalize(withArticle(type))} and its cursor in a list.`,
    fields: () => ({
      cursor: part(
        'cursor',
        new GraphQLNonNull(GraphQLString),
        'Position of the row in the ordering, for `after` and `before`.',
      ),
      node: part('node', types.object(model), 'The row. Null if one of its values cannot be shown.'),
    }),
  });
  return new GraphQLObjectType({
    name: `${stem}Connection`,
    description: `A page of ${type} rows.`,
    fields: () => ({
      edges: part('edges', listOf(edge), 'Rows of the page with their cursors.'),
      nodes: part('nodes', listOf(types.object(model)), 'Rows of the page.'),
      pageInfo: part('pageInfo', new GraphQLNonNull(pageInfo), 'Position of the page in the list.'),
      totalCount: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'Number of rows on all pages together.',
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

/**
 * Wraps a type into a list whose elements are nullable, so that an error in one row leaves the others.
 */
function listOf(type: GraphQLObjectType): GraphQLNonNull<GraphQLList<GraphQLObjectType>> {
  return new GraphQLNonNull(new GraphQLList(type));
}
