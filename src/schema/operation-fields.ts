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

/** Builds what each operation on the rows that a relation leads to takes, the same for new owners and for old ones. */
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
      create: 'It is led to a new row.',
      connect: 'It is led to the row that has this key.',
      connectOrCreate: 'It is led to the row that has this key, or to a new one.',
      disconnect: '`true`: it is led to no row any more.',
      update: 'The row that it leads to is updated.',
      upsert: 'The row that it leads to is updated, or a new one created.',
      delete: '`true`: the row that it leads to is deleted.',
    },
    many: {
      create: 'New rows are added.',
      createMany: 'New rows are added with few statements, however many they are.',
      connect: 'The rows that have these keys are added.',
      connectOrCreate: 'The rows that have these keys are added, and created where there are none.',
      set: 'The rows that have these keys are in it, and no others.',
      disconnect: 'The rows that have these keys are taken out.',
      update: 'The rows that have these keys are updated; they must be in it.',
      updateMany: 'The rows in it that meet conditions are updated.',
      upsert: 'The rows that have these keys are updated, or created.',
      delete: 'The rows that have these keys are deleted; they must be in it.',
      deleteMany: 'The rows in it that meet any of these conditions are deleted.',
    },
  };

function buildOperation(relation: Relation, operation: Operation, types: Types): GraphQLInputType {
  const { target, cardinality } = relation;
  const isMany = cardinality === 'many';
  switch (operation) {
    case 'create':
      return types.create(target, relation);
    case 'createMany':
      return buildParts(relation, 'createManyEnvelope', 'New rows.', () => ({
        data: new GraphQLList(new GraphQLNonNull(types.createMany(target, relation))),
      }));
    case 'connect':
    case 'set':
      return types.unique(target);
    case 'disconnect':
    case 'delete':
      return isMany ? types.unique(target) : GraphQLBoolean;
    case 'connectOrCreate':
      return buildParts(relation, 'connectOrCreate', 'A row by its key, or a new one.', () => ({
        where: types.unique(target),
        create: types.create(target, relation),
      }));
    case 'update':
      return isMany
        ? buildParts(relation, 'updateUnique', 'What becomes of the row that has this key.', () => ({
            where: types.unique(target),
            data: types.update(target, relation),
          }))
        : types.update(target, relation);
    case 'updateMany':
      return buildParts(relation, 'updateWhere', 'What becomes of the rows that meet conditions.', () => ({
        where: types.scalarWhere(target),
        data: types.updateMany(target, relation),
      }));
    case 'upsert':
      return buildParts(
        relation,
        isMany ? 'upsertUnique' : 'upsert',
        'What becomes of a row, or a new one.',
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

/** An input of parts that must all be given. */
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
  where: 'Which it is about.',
  data: 'What is given.',
  create: 'What a new row is given.',
  update: 'What becomes of the row that is there.',
};
