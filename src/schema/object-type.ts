import {
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { Field, Model, Relation } from '../model/model.ts';
import { buildConnectionArguments } from './connection-arguments.ts';
import { planned } from './field-plan.ts';
import { nodeIdField, nodeInterface } from './node-interface.ts';
import { shownFields } from './shown-fields.ts';
import type { Types } from './types.ts';

type RowField = GraphQLFieldConfig<unknown, unknown>;

/** Builds the type of a model's rows with its fields, relations and `nodeId`. */
export function buildObjectType(model: Model, types: Types): GraphQLObjectType {
  return new GraphQLObjectType({
    name: model.names.type,
    description: model.description,
    interfaces: [nodeInterface],
    fields: (): GraphQLFieldConfigMap<unknown, unknown> => ({
      nodeId: { ...nodeIdField, ...planned({ kind: 'nodeId' }) },
      ...Object.fromEntries(shownFields(model).map((field) => [field.name, buildField(field, types)])),
      ...Object.fromEntries(
        model.relations.map((relation) => [relation.name, buildRelation(relation, types)]),
      ),
    }),
  });
}

/**
 * Builds a scalar field. JSON is nullable even if its column is never NULL, since JSON has its own null. A
 * field that a rule may hide is nullable too.
 */
function buildField(field: Field, types: Types): RowField {
  const type = types.leaf(field);
  const isNullable = field.nullable || field.guarded === true || field.type === 'Json';
  return {
    type: isNullable ? type : new GraphQLNonNull(type),
    description: field.description,
    ...planned({ kind: 'field', field }),
  };
}

function buildRelation(relation: Relation, types: Types): RowField {
  const { target, description } = relation;
  if (relation.cardinality === 'many') {
    return {
      type: new GraphQLNonNull(types.connection(target)),
      description,
      args: buildConnectionArguments(target, types),
      ...planned({ kind: 'relation', relation }),
    };
  }
  const type = types.object(target);
  return {
    type: relation.nullable || relation.guarded === true ? type : new GraphQLNonNull(type),
    description,
    ...planned({ kind: 'relation', relation }),
  };
}
