import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { Model, UniqueKey } from '../model/model.ts';
import { nameListLookup, nameLookup } from '../model/naming.ts';
import { buildConnectionArguments } from './connection-arguments.ts';
import { planned } from './field-plan.ts';
import { nodeInterface } from './node-interface.ts';
import { idScalar } from './scalars.ts';
import type { Types } from './types.ts';

type RootField = GraphQLFieldConfig<unknown, unknown>;
type RootFields = GraphQLFieldConfigMap<unknown, unknown>;

/** Builds the Query type: lookups and lists of every model, `node` and `nodes`. */
export function buildQueryType(types: Types): GraphQLObjectType {
  return new GraphQLObjectType({
    name: 'Query',
    description: 'The root of all reads.',
    fields: () => ({
      ...Object.fromEntries(
        types.models.all.flatMap((model) => Object.entries(buildModelFields(model, types))),
      ),
      node: {
        type: nodeInterface,
        description: 'Finds the row of any model with this `nodeId`. Null if it does not exist.',
        args: { nodeId: { type: new GraphQLNonNull(idScalar) } },
        ...planned({ kind: 'node', models: types.models }),
      },
      nodes: {
        type: new GraphQLNonNull(new GraphQLList(nodeInterface)),
        description:
          'Finds the rows with these `nodeId`s, in the order given. Null for each that does not exist.',
        args: { nodeIds: { type: listOfIds() } },
        ...planned({ kind: 'nodes', models: types.models }),
      },
    }),
  });
}

function buildModelFields(model: Model, types: Types): RootFields {
  const { names, primaryKey, uniqueKeys } = model;
  return {
    ...(primaryKey && {
      [names.singular]: buildLookup(model, primaryKey, types),
      [nameListLookup(names)]: buildListLookup(model, primaryKey, types),
    }),
    ...Object.fromEntries(uniqueKeys.map((key) => [nameLookup(names, key), buildLookup(model, key, types)])),
    [names.plural]: {
      type: new GraphQLNonNull(types.connection(model)),
      description: `Lists ${names.type} rows in pages.`,
      args: buildConnectionArguments(model, types),
      ...planned({ kind: 'list', model }),
    },
  };
}

function buildLookup(model: Model, key: UniqueKey, types: Types): RootField {
  const args: GraphQLFieldConfigArgumentMap = Object.fromEntries(
    key.map((field) => [
      field.name,
      { type: new GraphQLNonNull(types.leaf(field)), description: field.description },
    ]),
  );
  return {
    type: types.object(model),
    description: `Finds the ${model.names.type} with this key. Null if it does not exist.`,
    args,
    ...planned({ kind: 'lookup', model, key }),
  };
}

function buildListLookup(model: Model, key: UniqueKey, types: Types): RootField {
  const [only] = key;
  const id = key.length === 1 && only ? types.leaf(only) : types.key(model);
  return {
    type: new GraphQLNonNull(new GraphQLList(types.object(model))),
    description: `Finds the ${model.names.type} rows with these ids, in the order given. Null for each that does not exist.`,
    args: {
      ids: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(id))),
        description: `At most ${types.limits.pageSizeMax} ids.`,
      },
    },
    ...planned({ kind: 'lookups', model, key }),
  };
}

function listOfIds(): GraphQLNonNull<GraphQLList<GraphQLNonNull<typeof idScalar>>> {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(idScalar)));
}
