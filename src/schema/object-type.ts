import {
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { Row } from '../model/load.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import { relationConnection } from '../resolvers/connection.ts';
import type { GatherContext } from '../resolvers/context.ts';
import { nodeIdOf, relatedRow } from '../resolvers/row.ts';
import { buildConnectionArguments } from './connection-arguments.ts';
import { sourced } from './field-load.ts';
import { nodeIdField, nodeInterface } from './node-interface.ts';
import { shownFields } from './shown-fields.ts';
import type { Types } from './types.ts';

type RowField = GraphQLFieldConfig<Row, GatherContext>;

/** Builds the type of a model's rows: its fields, its relations and its `nodeId`. */
export function buildObjectType(model: Model, types: Types): GraphQLObjectType {
  return new GraphQLObjectType<Row, GatherContext>({
    name: model.names.type,
    description: model.description,
    interfaces: [nodeInterface],
    fields: (): GraphQLFieldConfigMap<Row, GatherContext> => ({
      nodeId: { ...nodeIdField, resolve: nodeIdOf(model) },
      ...Object.fromEntries(shownFields(model).map((field) => [field.name, buildField(field, types)])),
      ...Object.fromEntries(
        model.relations.map((relation) => [relation.name, buildRelation(relation, types)]),
      ),
    }),
  });
}

/**
 * A field has no resolver: the row carries its value in the form that the API answers. JSON may be null in a column that
 * is never NULL.
 */
function buildField(field: Field, types: Types): RowField {
  const type = types.leaf(field);
  const isNullable = field.nullable || field.type === 'Json';
  return { type: isNullable ? type : new GraphQLNonNull(type), description: field.description };
}

function buildRelation(relation: Relation, types: Types): RowField {
  const { target, description } = relation;
  if (relation.cardinality === 'many') {
    return {
      type: new GraphQLNonNull(types.connection(target)),
      description,
      args: buildConnectionArguments(target, types),
      ...sourced({ kind: 'relation', relation }),
      resolve: relationConnection(relation, types.limits),
    };
  }
  const type = types.object(target);
  return {
    type: relation.nullable ? type : new GraphQLNonNull(type),
    description,
    ...sourced({ kind: 'relation', relation }, 'row'),
    resolve: relatedRow(relation, types.limits),
  };
}
