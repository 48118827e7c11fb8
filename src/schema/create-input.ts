import { GraphQLInputObjectType, GraphQLNonNull, type GraphQLInputFieldConfigMap } from 'graphql';
import type { Field, Model, Relation } from '../model/model.ts';
import { nameNestedInput } from '../model/naming.ts';
import { fieldsOfRelations, needsValue, writableFields, writableRelations } from '../model/writable.ts';
import type { WritingExtensions } from './leave-computed-out.ts';
import type { Types } from './types.ts';

/**
 * Builds the input of a new row with its nested writes: `PostCreateInput`. For the rows of a relation it
 * omits the opposite relation: `PostCreateWithoutAuthorInput`. A foreign key is optional if its relation
 * can be given instead.
 */
export function buildCreateInput(model: Model, types: Types, nestedIn?: Relation): GraphQLInputObjectType {
  const { type, stem } = model.names;
  return new GraphQLInputObjectType({
    name: nestedIn ? nameNestedInput('create', stem, nestedIn) : `${stem}CreateInput`,
    description: `What a new ${type} is given; what is left out gets its default, or has no value.`,
    fields: () => {
      const relations = writableRelations(model, nestedIn);
      const byRelation = fieldsOfRelations(relations);
      return {
        ...buildFields(writableFields(model, nestedIn), types, (field) => !byRelation.has(field)),
        ...Object.fromEntries(
          relations.map((relation) => {
            const { name, description = `Rows to create or link through \`${name}\`.` } = relation;
            return [name, { type: types.nestedCreate(relation), description }];
          }),
        ),
      };
    },
  });
}

/** Builds the input of one of many new rows. It has the fields of foreign keys, but no relations. */
export function buildCreateManyInput(
  model: Model,
  types: Types,
  nestedIn?: Relation,
): GraphQLInputObjectType {
  const { type, stem } = model.names;
  return new GraphQLInputObjectType({
    name: nestedIn ? nameNestedInput('createMany', stem, nestedIn) : `${stem}CreateManyInput`,
    description: `What a new ${type} is given where many are created at once: fields, and no relations.`,
    fields: () => buildFields(writableFields(model, nestedIn), types, () => true),
  });
}

function buildFields(
  fields: readonly Field[],
  types: Types,
  isAlone: (field: Field) => boolean,
): GraphQLInputFieldConfigMap {
  return Object.fromEntries(
    fields.map((field) => {
      const type = types.leaf(field);
      const { name, description = `Value of \`${name}\`.` } = field;
      const isRequired = needsValue(field) && isAlone(field);
      const extensions = { writes: field } satisfies WritingExtensions;
      return [name, { type: isRequired ? new GraphQLNonNull(type) : type, description, extensions }];
    }),
  );
}
