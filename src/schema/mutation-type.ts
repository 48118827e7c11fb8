import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLInputObjectType,
} from 'graphql';
import type { ChangeCountOptions } from '../database/write/count-change.ts';
import type { Model, UniqueKey } from '../model/model.ts';
import { nameRowWrite, nameWrites, type WriteNames, withArticle } from '../model/naming.ts';
import { createsManyRows, createsRows, updatesManyRows, updatesRows } from '../model/writable.ts';
import { findUnchanged } from '../resolvers/read-unchanged.ts';
import {
  buildCreateManyReader,
  buildCreateReader,
  buildDeleteManyReader,
  buildDeleteReader,
  buildUpdateManyReader,
  buildUpdateReader,
  buildUpsertReader,
} from '../resolvers/read-change.ts';
import { planned } from './field-plan.ts';
import type { Types } from './types.ts';
import { uniqueKeysOf } from './unique-input.ts';

type WriteField = GraphQLFieldConfig<unknown, unknown>;
type WriteFields = Record<string, WriteField>;

/** The description of the Mutation type. */
export const mutationDescription =
  'The root of all writes. A document runs in one transaction: either all of its fields take effect, or none.';

/**
 * Builds the Mutation type, or returns undefined if no model can be written. Its fields are nullable, so
 * that each of them can report that it has not taken effect.
 */
export function buildMutationType(types: Types): GraphQLObjectType | undefined {
  const models = types.models.all.filter(({ readOnly }) => !readOnly);
  if (models.length === 0) return undefined;
  return new GraphQLObjectType({
    name: 'Mutation',
    description: mutationDescription,
    fields: () => Object.assign({}, ...models.map((model) => buildModelFields(model, types))) as WriteFields,
  });
}

function buildModelFields(model: Model, types: Types): WriteFields {
  const names = nameWrites(model.names);
  return {
    ...buildCreations(model, names, types),
    ...Object.assign({}, ...uniqueKeysOf(model).map((key) => buildKeyFields(model, key, types))),
    ...buildBatches(model, names, types),
  };
}

function buildCreations(model: Model, names: WriteNames, types: Types): WriteFields {
  const fields: WriteFields = {};
  if (createsRows(model)) {
    fields[names.create] = {
      type: types.object(model),
      description: `Creates ${withArticle(model.names.type)}.`,
      args: { data: required(types.create(model)) },
      ...planned({
        kind: 'write',
        model,
        counted: countedBy(types),
        answer: 'row',
        read: buildCreateReader(model, types.limits),
      }),
    };
  }
  if (createsManyRows(model)) {
    fields[names.createMany] = {
      type: new GraphQLList(new GraphQLNonNull(types.object(model))),
      description: `Creates many ${model.names.type} rows with few statements. Returns them in the order given.`,
      args: {
        data: {
          type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(types.createMany(model)))),
          description: `At most ${types.limits.writeMaxRows} rows.`,
        },
      },
      ...planned({
        kind: 'write',
        model,
        counted: countedBy(types),
        answer: 'rows',
        read: buildCreateManyReader(model, types.limits),
      }),
    };
  }
  if (createsRows(model) && updatesRows(model)) {
    fields[names.upsert] = {
      type: types.object(model),
      description: `Updates the ${model.names.type} with this key, or creates it if it does not exist.`,
      args: {
        where: required(types.unique(model)),
        create: required(types.create(model)),
        update: required(types.update(model)),
      },
      ...planned({
        kind: 'write',
        model,
        counted: countedBy(types),
        answer: 'row',
        read: buildUpsertReader(model, types.limits),
      }),
    };
  }
  return fields;
}

/**
 * Builds the mutations of the row with a unique key. A key field called `data` would collide with the
 * argument, so there is no update by such a key.
 */
function buildKeyFields(model: Model, key: UniqueKey, types: Types): WriteFields {
  const { type } = model.names;
  const args: GraphQLFieldConfigArgumentMap = Object.fromEntries(
    key.map((field) => {
      const { name, description = `\`${name}\` of the row.` } = field;
      return [name, { type: new GraphQLNonNull(types.leaf(field)), description }];
    }),
  );
  const unchanged = buildUnchangedArgument(model, key, types);
  const fields: WriteFields = {};
  if (updatesRows(model) && !('data' in args)) {
    fields[nameRowWrite('update', model, key)] = {
      type: types.object(model),
      description: `Updates the ${type} with this key.`,
      args: { ...args, data: required(types.update(model)), ...unchanged },
      ...planned({
        kind: 'write',
        model,
        counted: countedBy(types),
        answer: 'row',
        read: buildUpdateReader(model, key, types.limits),
      }),
    };
  }
  // It returns the row that the write has read, and so loads nothing.
  fields[nameRowWrite('delete', model, key)] = {
    type: types.object(model),
    description: `Deletes the ${type} with this key. Returns it as it was.`,
    args: { ...args, ...unchanged },
    ...planned({
      kind: 'write',
      model,
      counted: countedBy(types),
      answer: 'deleted',
      read: buildDeleteReader(model, key),
    }),
  };
  return fields;
}

/** Builds the argument of the precondition, if rows have a version or a time of their last update. */
function buildUnchangedArgument(model: Model, key: UniqueKey, types: Types): GraphQLFieldConfigArgumentMap {
  const { argument, field } = findUnchanged(model, key) ?? {};
  if (argument === undefined || field === undefined) return {};
  const description = `Value that \`${field.name}\` had when the client read the row. Fails with \`CONFLICT\` if the row has changed since.`;
  return { [argument]: { type: types.leaf(field), description } };
}

function buildBatches(model: Model, names: WriteNames, types: Types): WriteFields {
  const { type } = model.names;
  const where = {
    type: new GraphQLNonNull(types.where(model)),
    description: 'Conditions on the rows. `{}` matches all rows.',
  };
  const fields: WriteFields = {};
  if (updatesManyRows(model)) {
    fields[names.updateMany] = {
      type: types.batchPayload(),
      description: `Updates all ${type} rows that meet the conditions.`,
      args: { where, data: required(types.updateMany(model)) },
      ...planned({
        kind: 'write',
        model,
        counted: countedBy(types),
        answer: 'count',
        read: buildUpdateManyReader(model, types.limits),
      }),
    };
  }
  fields[names.deleteMany] = {
    type: types.batchPayload(),
    description: `Deletes all ${type} rows that meet the conditions.`,
    args: { where },
    ...planned({
      kind: 'write',
      model,
      counted: countedBy(types),
      answer: 'count',
      read: buildDeleteManyReader(model),
    }),
  };
  return fields;
}

function countedBy({ models, limits }: Types): ChangeCountOptions {
  return { models, writeMaxRows: limits.writeMaxRows };
}

function required(type: GraphQLInputObjectType): GraphQLFieldConfigArgumentMap[string] {
  return { type: new GraphQLNonNull(type), description: type.description };
}
