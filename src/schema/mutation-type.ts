import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLInputObjectType,
} from 'graphql';
import type { Model, UniqueKey } from '../model/model.ts';
import { nameRowWrite, nameWrites } from '../model/naming.ts';
import type { GatherContext } from '../resolvers/context.ts';
import {
  createRow,
  createRows,
  deleteRow,
  deleteRows,
  updateRow,
  updateRows,
  upsertRow,
} from '../resolvers/write.ts';
import { unchangedArgument } from '../resolvers/read-data.ts';
import { loading } from './field-load.ts';
import type { Types } from './types.ts';
import { uniqueKeysOf } from './unique-input.ts';

type WriteField = GraphQLFieldConfig<unknown, GatherContext>;
type WriteFields = Record<string, WriteField>;

const batchPayload = new GraphQLObjectType({
  name: 'BatchPayload',
  description: 'What became of many rows at once.',
  fields: {
    count: { type: new GraphQLNonNull(GraphQLInt), description: 'How many rows met the conditions.' },
  },
});

/** Builds the root of all writes; nothing where nothing can be written. */
export function buildMutationType(types: Types): GraphQLObjectType | undefined {
  const models = types.models.all.filter((model) => types.update(model) !== undefined);
  if (models.length === 0) return undefined;
  return new GraphQLObjectType<unknown, GatherContext>({
    name: 'Mutation',
    description:
      'Where every write begins. A document is one transaction: all of it takes effect, or nothing.',
    fields: () => Object.assign({}, ...models.map((model) => buildModelFields(model, types))) as WriteFields,
  });
}

function buildModelFields(model: Model, types: Types): WriteFields {
  const create = types.create(model);
  const update = types.update(model);
  if (update === undefined) return {};
  const names = nameWrites(model.names);
  const where = {
    type: new GraphQLNonNull(types.where(model)),
    description: 'Which rows; all of them by `{}`.',
  };
  return {
    ...(create && {
      [names.create]: buildRowField(
        model,
        types,
        { data: required(create) },
        createRow(model),
        'Creates a row.',
      ),
      [names.createMany]: {
        type: new GraphQLList(new GraphQLNonNull(types.object(model))),
        description: 'Creates rows, in the order given.',
        args: { data: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(create))) } },
        ...loading('row'),
        resolve: createRows(model),
      },
      [names.upsert]: buildRowField(
        model,
        types,
        { where: required(types.unique(model)), create: required(create), update: required(update) },
        upsertRow(model),
        'Updates the row that has this key, or creates it.',
      ),
    }),
    ...Object.assign({}, ...uniqueKeysOf(model).map((key) => buildKeyFields(model, key, update, types))),
    [names.updateMany]: {
      type: batchPayload,
      description: 'Updates every row that meets the conditions.',
      args: { where, data: required(update) },
      resolve: updateRows(model),
    },
    [names.deleteMany]: {
      type: batchPayload,
      description: 'Deletes every row that meets the conditions.',
      args: { where },
      resolve: deleteRows(model),
    },
  };
}

function buildKeyFields(
  model: Model,
  key: UniqueKey,
  update: GraphQLInputObjectType,
  types: Types,
): WriteFields {
  const args: GraphQLFieldConfigArgumentMap = Object.fromEntries(
    key.map((field) => [
      field.name,
      { type: new GraphQLNonNull(types.leaf(field)), description: field.description },
    ]),
  );
  const unchanged = buildUnchangedArgument(model, key, types);
  const updateArgs = { ...args, data: required(update), ...unchanged };
  return {
    // A key field of that name would leave no place for what is to be written.
    ...('data' in args
      ? {}
      : {
          [nameRowWrite('update', model, key)]: buildRowField(
            model,
            types,
            updateArgs,
            updateRow(model, key),
            'Updates the row that has this key.',
          ),
        }),
    [nameRowWrite('delete', model, key)]: buildRowField(
      model,
      types,
      { ...args, ...unchanged },
      deleteRow(model, key),
      'Deletes the row that has this key, and answers it as it was.',
    ),
  };
}

/** Where rows tell when they were last written, a write can be made to hang on it. */
function buildUnchangedArgument(model: Model, key: UniqueKey, types: Types): GraphQLFieldConfigArgumentMap {
  const field = model.fields.find(({ isUpdatedAt, hidden }) => isUpdatedAt && !hidden);
  if (field === undefined || key.some(({ name }) => name === unchangedArgument)) return {};
  const description = `What \`${field.name}\` must be still, or somebody else was first: \`CONFLICT\`.`;
  return { [unchangedArgument]: { type: types.leaf(field), description } };
}

function buildRowField(
  model: Model,
  types: Types,
  args: GraphQLFieldConfigArgumentMap,
  resolve: NonNullable<WriteField['resolve']>,
  description: string,
): WriteField {
  return { type: types.object(model), description, args, ...loading('row'), resolve };
}

function required(type: GraphQLInputObjectType): GraphQLFieldConfigArgumentMap[string] {
  return { type: new GraphQLNonNull(type), description: type.description };
}
