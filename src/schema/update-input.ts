import { GraphQLInputObjectType, type GraphQLInputType, type GraphQLLeafType } from 'graphql';
import type { Field, Model } from '../model/model.ts';
import { nameNumberUpdate } from '../model/naming.ts';
import { writableFields } from './create-input.ts';
import type { Types } from './types.ts';

/** Builds what becomes of a row: fields that are left out keep what they have. */
export function buildUpdateInput(model: Model, types: Types): GraphQLInputObjectType | undefined {
  const fields = writableFields(model);
  if (model.readOnly || fields.length === 0) return undefined;
  return new GraphQLInputObjectType({
    name: `${model.names.type}UpdateInput`,
    description: `What becomes of a ${model.names.type}; what is left out stays as it is.`,
    fields: () =>
      Object.fromEntries(
        fields.map((field) => {
          const { name, description = `What \`${field.name}\` becomes.` } = field;
          return [name, { type: buildField(field, types), description }];
        }),
      ),
  });
}

function buildField(field: Field, types: Types): GraphQLInputType {
  const type = types.leaf(field);
  return isCounted(field) ? numberUpdate(type) : type;
}

/** Whether an update can count the field up and down. */
function isCounted({ isId, type }: Field): boolean {
  return !isId && ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'].includes(type);
}

const numberUpdates = new Map<GraphQLLeafType, GraphQLInputObjectType>();

function numberUpdate(type: GraphQLLeafType): GraphQLInputObjectType {
  let input = numberUpdates.get(type);
  if (input === undefined) numberUpdates.set(type, (input = buildNumberUpdate(type)));
  return input;
}

function buildNumberUpdate(type: GraphQLLeafType): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: nameNumberUpdate(type.name),
    description: 'What becomes of a number.',
    isOneOf: true,
    fields: {
      set: { type, description: 'It becomes this.' },
      increment: { type, description: 'This is added to it.' },
      decrement: { type, description: 'This is taken from it.' },
      multiply: { type, description: 'It is multiplied by this.' },
      divide: { type, description: 'It is divided by this.' },
    },
  });
}
