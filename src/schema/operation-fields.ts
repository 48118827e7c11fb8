import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
} from 'graphql';
import type { Relation } from '../model/model.ts';
import { nameNestedInput } from '../model/naming.ts';
import { operationsOf, type Operation } from '../model/writable.ts';
import type { OperationFields, Types } from './types.ts';

/** Builds the inputs of a relation's operations, which creating and updating an owner share. */
export function buildOperationFields(relation: Relation, types: Types): OperationFields {
  const { cardinality } = relation;
  const words = descriptions[cardinality];
  return Object.fromEntries(
    operationsOf(relation, 'update').map((operation) => {
      const type = buildOperation(relation, operation, types);
      const isList = cardinality === 'many' && operation !== 'createMany';
      return [
        operation,
        { type: isList ? new GraphQLList(new GraphQLNonNull(type)) : type, description: words[operation] },
      ];
    }),
  );
}

const descriptions: Readonly<Record<Relation['cardinality'], Readonly<Partial<Record<Operation, string>>>>> =
  {
    one: {
      create: 'Creates a row and links it.',
      connect: 'Links the row with this key.',
      connectOrCreate: 'Links the row with this key, or creates it if it does not exist.',
      disconnect: 'Unlinks the row if `true`.',
      update: 'Updates the linked row.',
      upsert: 'Updates the linked row, or creates and links one if there is none.',
      delete: 'Deletes the linked row if `true`.',
    },
    many: {
      create: 'Creates rows and links them.',
      createMany: 'Creates many rows with few statements and links them.',
      connect: 'Links the rows with these keys.',
      connectOrCreate: 'Links the rows with these keys. Creates those that do not exist.',
      set: 'Links the rows with these keys and unlinks all others.',
      disconnect: 'Unlinks the rows with these keys.',
      update: 'Updates the rows with these keys. They must be linked.',
      updateMany: 'Updates the linked rows that meet the conditions.',
      upsert: 'Updates the linked rows with these keys. Creates and links those that do not exist.',
      delete: 'Deletes the rows with these keys. They must be linked.',
      deleteMany: 'Deletes the linked rows that meet any of these conditions.',
    },
  };

function buildOperation(relation: Relation, operation: Operation, types: Types): GraphQLInputType {
  const { target, cardinality } = relation;
  const isMany = cardinality === 'many';
  switch (operation) {
    case 'create':
      return types.create(target, relation);
    case 'createMany':
      return buildParts(relation, 'createManyEnvelope', 'Rows to create.', () => ({
        data: new GraphQLList(new GraphQLNonNull(types.createMany(target, relation))),
      }));
    case 'connect':
    case 'set':
      return types.unique(target);
    case 'disconnect':
    case 'delete':
      return isMany ? types.unique(target) : GraphQLBoolean;
    case 'connectOrCreate':
      return buildParts(
        relation,
        'connectOrCreate',
        'The key of a row to link, and its fields if it does not exist.',
        () => ({
          where: types.unique(target),
          create: types.create(target, relation),
        }),
      );
    case 'update':
      return isMany
        ? buildParts(relation, 'updateUnique', 'The key of a row, and the fields to change.', () => ({
            where: types.unique(target),
            data: types.update(target, relation),
          }))
        : types.update(target, relation);
    case 'updateMany':
      return buildParts(relation, 'updateWhere', 'Conditions on rows, and the fields to change.', () => ({
        where: types.scalarWhere(target),
        data: types.updateMany(target, relation),
      }));
    case 'upsert':
      return buildParts(
        relation,
        isMany ? 'upsertUnique' : 'upsert',
        'Fields to change if the row exists, and fields of a new row if it does not.',
        () => ({
          ...(isMany && { where: types.unique(target) }),
          create: types.create(target, relation),
          update: types.update(target, relation),
        }),
      );
    case 'deleteMany':
      return types.scalarWhere(target);
  }
}

/** Builds an input with required fields. */
function buildParts(
  relation: Relation,
  kind: Parameters<typeof nameNestedInput>[0],
  description: string,
  parts: () => Readonly<Record<string, GraphQLInputType>>,
): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: nameNestedInput(kind, relation.target.names.stem, relation),
    description,
    fields: (): GraphQLInputFieldConfigMap =>
      Object.fromEntries(
        Object.entries(parts()).map(([name, type]) => [
          name,
          { type: new GraphQLNonNull(type), description: partDescriptions[name] },
        ]),
      ),
  });
}

const partDescriptions: Readonly<Record<string, string>> = {
  where: 'Key of the row, or conditions on the rows.',
  data: 'Fields to write.',
  create: 'Fields of the row if it is created.',
  update: 'Fields to change if the row exists.',
};
