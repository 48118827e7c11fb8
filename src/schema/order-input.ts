import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLNonNull,
  type GraphQLInputFieldConfig,
  type GraphQLInputFieldConfigMap,
} from 'graphql';
import type { Field, Model, Relation } from '../model/model.ts';
import { shownFields } from './shown-fields.ts';
import type { Types } from './types.ts';

/** Builds the enum of the directions of an ordering. */
export function buildSortOrder(name: string): GraphQLEnumType {
  return new GraphQLEnumType({
    name,
    description: 'The direction of an ordering. Rows without a value come first in ascending order.',
    values: {
      asc: { value: 'asc', description: 'Ascending.' },
      desc: { value: 'desc', description: 'Descending.' },
    },
  });
}

/** Builds the input that orders by the number of related rows. */
export function buildCountOrder(name: string, { sortOrder }: Types): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: 'An ordering by the number of related rows.',
    fields: () => ({
      count: { type: new GraphQLNonNull(sortOrder()), description: 'By the number of rows.' },
    }),
  });
}

/**
 * Builds an entry of a model's `orderBy`: exactly one field, or one relation with the ordering of its
 * rows. Returns undefined if the model has no field to order by.
 */
export function buildOrderInput(model: Model, types: Types): GraphQLInputObjectType | undefined {
  if (!isOrderable(model)) return undefined;
  return new GraphQLInputObjectType({
    name: `${model.names.stem}OrderBy`,
    description: 'One field to order by. Equal rows are ordered by their key.',
    isOneOf: true,
    fields: (): GraphQLInputFieldConfigMap => {
      const fields = shownFields(model).filter(isOrderableField);
      return {
        ...Object.fromEntries(
          fields.map(({ name, description = `By \`${name}\`.` }) => [
            name,
            { type: types.sortOrder(), description },
          ]),
        ),
        ...Object.fromEntries(
          model.relations
            .filter(({ orderable }) => orderable)
            .flatMap((relation) => buildRelation(relation, types)),
        ),
      };
    },
  });
}

function buildRelation(
  { name, cardinality, target, description = `By the rows related through \`${name}\`.` }: Relation,
  types: Types,
): readonly (readonly [string, GraphQLInputFieldConfig])[] {
  const type = cardinality === 'many' ? types.countOrder() : types.orderBy(target);
  return type ? [[name, { type, description }]] : [];
}

/**
 * Checks if an ordering can end at a field. It cannot if a model's to-one relations only refer to each
 * other.
 */
function isOrderable(model: Model, passed: ReadonlySet<Model> = new Set()): boolean {
  if (passed.has(model)) return false;
  const from = new Set([...passed, model]);
  return (
    shownFields(model).some(isOrderableField) ||
    model.relations.some(
      ({ cardinality, target, orderable }) =>
        orderable && (cardinality === 'many' || isOrderable(target, from)),
    )
  );
}

function isOrderableField({ type, orderable }: Field): boolean {
  return orderable && type !== 'Json' && type !== 'Bytes';
}
