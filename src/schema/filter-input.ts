import {
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLInputFieldConfig,
  type GraphQLInputFieldConfigMap,
} from 'graphql';
import type { Field, Model, Relation } from '../model/model.ts';
import { withArticle } from '../model/naming.ts';
import { shownFields } from './shown-fields.ts';
import type { Types } from './types.ts';

/** Builds a model's `where`: conditions on its fields and relations, and `AND`, `OR`, `NOT` over more of the same. */
export function buildFilterInput(model: Model, types: Types): GraphQLInputObjectType {
  return buildConditions(model, `${model.names.type}Where`, types, model.relations);
}

/** Builds the conditions on a model's fields alone, for the rows that a relation leads to. */
export function buildScalarFilterInput(model: Model, types: Types): GraphQLInputObjectType {
  return buildConditions(model, `${model.names.type}ScalarWhere`, types, []);
}

function buildConditions(
  model: Model,
  name: string,
  types: Types,
  relations: readonly Relation[],
): GraphQLInputObjectType {
  const input: GraphQLInputObjectType = new GraphQLInputObjectType({
    name,
    description: `Conditions on ${withArticle(model.names.type)}; all that are given must hold.`,
    fields: (): GraphQLInputFieldConfigMap => {
      const list = new GraphQLList(new GraphQLNonNull(input));
      const fields = shownFields(model).filter(({ type }) => type !== 'Json');
      return {
        AND: { type: list, description: 'All of these hold.' },
        OR: { type: list, description: 'At least one of these holds.' },
        NOT: { type: list, description: 'None of these holds.' },
        ...Object.fromEntries(fields.map((field) => [field.name, buildField(field, types)])),
        ...Object.fromEntries(relations.map((relation) => [relation.name, buildRelation(relation, types)])),
      };
    },
  });
  return input;
}

function buildField(field: Field, types: Types): GraphQLInputFieldConfig {
  const { name, description } = field;
  return { type: types.comparison(field), description: description ?? `Conditions on \`${name}\`.` };
}

function buildRelation(relation: Relation, types: Types): GraphQLInputFieldConfig {
  const { name, cardinality, target, description } = relation;
  const type = cardinality === 'many' ? types.listRelationFilter(target) : types.relationFilter(target);
  return { type, description: description ?? `Conditions on \`${name}\`.` };
}
