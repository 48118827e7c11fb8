import { GraphQLInputObjectType, type GraphQLInputFieldConfigMap } from 'graphql';
import type { Field, Model, Relation } from '../model/model.ts';
import { nameNestedInput, withArticle } from '../model/naming.ts';
import { writableFields, writableRelations } from '../model/writable.ts';
import type { WritingExtensions } from './leave-computed-out.ts';
import type { Types } from './types.ts';

/**
 * Builds the input of a row's changes with its nested writes: `PostUpdateInput`. For the rows of a
 * relation it omits the opposite relation: `PostUpdateWithoutAuthorInput`.
 */
export function buildUpdateInput(model: Model, types: Types, nestedIn?: Relation): GraphQLInputObjectType {
  const { type, stem } = model.names;
  return new GraphQLInputObjectType({
    name: nestedIn ? nameNestedInput('update', stem, nestedIn) : `${stem}UpdateInput`,
    description: `What becomes of ${withArticle(type)}; what is left out stays as it is.`,
    fields: () => ({
      ...buildFields(writableFields(model, nestedIn), types),
      ...Object.fromEntries(
        writableRelations(model, nestedIn).map((relation) => {
          const { name, description = `What becomes of the rows that hang on it by \`${name}\`.` } = relation;
          return [name, { type: types.nestedUpdate(relation), description }];
        }),
      ),
    }),
  });
}

/** Builds the input of the changes of many rows. It has no relations. */
export function buildUpdateManyInput(
  model: Model,
  types: Types,
  nestedIn?: Relation,
): GraphQLInputObjectType {
  const { type, stem } = model.names;
  return new GraphQLInputObjectType({
    name: nestedIn ? nameNestedInput('updateMany', stem, nestedIn) : `${stem}UpdateManyInput`,
    description: `What becomes of each of many ${type} rows; what is left out stays as it is.`,
    fields: () => buildFields(writableFields(model, nestedIn), types),
  });
}

function buildFields(fields: readonly Field[], types: Types): GraphQLInputFieldConfigMap {
  return Object.fromEntries(
    fields.map((field) => {
      const { name, description = `New value of \`${name}\`.` } = field;
      const type = isCounted(field) ? types.numberUpdate(field) : types.leaf(field);
      const extensions = { writes: field } satisfies WritingExtensions;
      return [name, { type, description, extensions }];
    }),
  );
}

/** Checks if an update can increment the field. */
function isCounted({ isId, type }: Field): boolean {
  return !isId && ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'].includes(type);
}
