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

/** Builds a model's `where`: conditions on fields and relations, combined by `AND`, `OR` and `NOT`. */
export function buildFilterInput(model: Model, types: Types): GraphQLInputObjectType {
  return buildConditions(model, `${model.names.stem}Where`, types, [
    ...shownFields(model),
    ...model.relations,
  ]);
}

/**
 * Builds the conditions that Prisma supports in nested writes: those on a model's fields, except JSON.
 */
export function buildScalarFilterInput(model: Model, types: Types): GraphQLInputObjectType {
  return buildConditions(model, `${model.names.stem}ScalarWhere`, types, scalarConditions(model));
}

/** Checks if a model has conditions that `buildScalarFilterInput` omits. */
export function hasFurtherConditions(model: Model): boolean {
  return model.relations.length > 0 || scalarConditions(model).length < shownFields(model).length;
}

function scalarConditions(model: Model): readonly Field[] {
  return shownFields(model).filter(({ type }) => type !== 'Json');
}

function buildConditions(
  model: Model,
  name: string,
  types: Types,
  parts: readonly (Field | Relation)[],
): GraphQLInputObjectType {
  const input: GraphQLInputObjectType = new GraphQLInputObjectType({
    name,
    description: `Conditions on ${withArticle(model.names.type)}. All that are given must hold.`,
    fields: (): GraphQLInputFieldConfigMap => {
      const list = new GraphQLList(new GraphQLNonNull(input));
      return {
        AND: { type: list, description: 'All of these hold.' },
        OR: { type: list, description: 'At least one of these holds.' },
        NOT: { type: list, description: 'None of these holds.' },
        ...Object.fromEntries(parts.map((part) => [part.name, buildPart(part, types)])),
      };
    },
  });
  return input;
}

function buildPart(part: Field | Relation, types: Types): GraphQLInputFieldConfig {
  const { name, description } = part;
  return { type: buildType(part, types), description: description ?? `Conditions on \`${name}\`.` };
}

function buildType(part: Field | Relation, types: Types): GraphQLInputObjectType {
  if (!('target' in part)) return types.comparison(part);
  return part.cardinality === 'many'
    ? types.listRelationFilter(part.target)
    : types.relationFilter(part.target);
}
