import { GraphQLInputObjectType, type GraphQLInputFieldConfigMap } from 'graphql';
import type { Relation } from '../model/model.ts';
import { nameNestedInput } from '../model/naming.ts';
import { operationsOf } from '../model/writable.ts';
import { referenceHint } from './hint.ts';
import type { Types } from './types.ts';

/**
 * Builds the input of nested writes when the owner is created or updated. A to-many relation takes any
 * number of Prisma's operations, a to-one relation exactly one.
 */
export function buildNestedInput(
  relation: Relation,
  act: 'create' | 'update',
  types: Types,
): GraphQLInputObjectType {
  const { target, cardinality } = relation;
  const { type, stem } = target.names;
  const isMany = cardinality === 'many';
  const operations = operationsOf(relation, act);
  const what = isMany ? `${type} rows` : type;
  return new GraphQLInputObjectType({
    name: nameNestedInput(nestedKinds[act][cardinality], stem, relation),
    description: `What happens to ${what} that a row leads to when it is ${act}d${isMany ? '' : ': one of these'}.`,
    isOneOf: !isMany,
    extensions: { hint: referenceHint },
    fields: (): GraphQLInputFieldConfigMap => {
      const fields = types.operations(relation);
      return Object.fromEntries(
        operations.flatMap((operation) => {
          const field = fields[operation];
          return field ? [[operation, field]] : [];
        }),
      );
    },
  });
}

const nestedKinds = {
  create: { one: 'nestedCreateOne', many: 'nestedCreateMany' },
  update: { one: 'nestedUpdateOne', many: 'nestedUpdateMany' },
} as const;
