import { GraphQLInputObjectType, GraphQLNonNull } from 'graphql';
import type { Field, Model } from '../model/model.ts';
import type { Types } from './types.ts';

/** Builds what a new row is given; nothing where a row needs a value that the API must not give it. */
export function buildCreateInput(model: Model, types: Types): GraphQLInputObjectType | undefined {
  const fields = writableFields(model);
  const isBarred = model.fields.some((field) => isRequired(field) && !fields.includes(field));
  if (model.readOnly || isBarred || fields.length === 0) return undefined;
  return new GraphQLInputObjectType({
    name: `${model.names.type}CreateInput`,
    description: `What a new ${model.names.type} is given; what is left out gets its default, or has no value.`,
    fields: () =>
      Object.fromEntries(
        fields.map((field) => {
          const type = types.leaf(field);
          const { description = `Its \`${field.name}\`.` } = field;
          return [field.name, { type: isRequired(field) ? new GraphQLNonNull(type) : type, description }];
        }),
      ),
  });
}

/** The fields that the API may write. */
export function writableFields({ fields }: Model): readonly Field[] {
  return fields.filter(({ hidden, readOnly, isGenerated }) => !hidden && !readOnly && !isGenerated);
}

function isRequired({ nullable, hasDefault }: Field): boolean {
  return !nullable && !hasDefault;
}
