import { GraphQLInputObjectType, type GraphQLInputFieldConfigMap } from 'graphql';
import type { Field, Model, Relation } from '../model/model.ts';
import { nameHanging, withArticle } from '../model/naming.ts';
import { writableFields, writableRelations } from '../model/writable.ts';
import type { WritingExtensions } from './leave-computed-out.ts';
import type { Types } from './types.ts';

/**
 * Builds the input of a row's changes with its nested writes: `PostUpdateInput`. For the rows of a
 * relation it omits the opposite relation: `PostUpdateWithoutAuthorInput`.
 */
export function buildUpdateInput(model: Model, types: Types, hangingOn?: Relation): GraphQLInputObjectType {
  const { type, stem } = model.names;
  return new GraphQLInputObjectType({
    name: hangingOn ? nameHanging('update', stem, hangingOn) : `${stem}UpdateInput`,
    description: `Fields to change on ${withArticle(type)}. Omitted fields keep their value.`,
    fields: () => ({
      ...buildFields(writableFields(model, hangingOn), types),
      ...Object.fromEntries(
        writableRelations(model, hangingOn).map((relation) => {
          const { name, description = `Writes of the rows related through \`${name}\`.` } = relation;
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
  hangingOn?: Relation,
): GraphQLInputObjectType {
  const { type, stem } = model.names;
  return new GraphQLInputObjectType({
    name: hangingOn ? nameHanging('updateMany', stem, hangingOn) : `${stem}UpdateManyInput`,
    description: `Fields to change on each of many ${type} rows. Omitted fields keep their value.`,
    fields: () => buildFields(writableFields(model, hangingOn), types),
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
