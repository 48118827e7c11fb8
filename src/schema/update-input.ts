import { GraphQLInputObjectType, type GraphQLInputFieldConfigMap } from 'graphql';
import type { Field, Model, Relation } from '../model/model.ts';
import { nameHanging, withArticle } from '../model/naming.ts';
import { writableFields, writableRelations } from '../model/writable.ts';
import type { WritingExtensions } from './leave-computed-out.ts';
import type { Types } from './types.ts';

/**
 * Builds what becomes of a row and of the rows that hang on it: `PostUpdateInput`, and where the row itself hangs on a
 * relation `PostUpdateWithoutAuthorInput`.
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

/** Builds what becomes of many rows at once: of their fields alone. */
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

/** Whether an update can count the field up and down. */
function isCounted({ isId, type }: Field): boolean {
  return !isId && ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'].includes(type);
}
