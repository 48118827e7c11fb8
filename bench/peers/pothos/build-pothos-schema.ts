import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import type { GraphQLSchema } from 'graphql';
import type { PrismaClient } from '../../../src/database/generated/client.ts';
import { readKeys } from '../directory/read-keys.ts';
import type PrismaTypes from '../generated/pothos-types.ts';
import { getDatamodel } from '../generated/pothos-types.ts';

/** Gather's default and bound of a page. */
const pageSize = { defaultSize: 20, maxSize: 1_000 };
const byKey = { orderBy: { id: 'asc' } } as const;

/**
 * Builds the API out of the plugins' own parts: connections of the Relay plugin, which can be asked for `nodes`, and
 * objects in select mode (`select` is given), so that no column is read which the document does not show.
 */
export function buildPothosSchema(prisma: PrismaClient): GraphQLSchema {
  const builder = openBuilder(prisma);
  defineObjects(builder);
  defineQueries(builder, prisma);
  defineMutations(builder, prisma);
  return builder.toSchema();
}

type Builder = ReturnType<typeof openBuilder>;

function openBuilder(prisma: PrismaClient) {
  return new SchemaBuilder<{
    PrismaTypes: PrismaTypes;
    Scalars: { DateTime: { Input: Date; Output: Date } };
  }>({
    plugins: [PrismaPlugin, RelayPlugin],
    prisma: { client: prisma, dmmf: getDatamodel() },
    relay: { nodesOnConnection: true },
  });
}

function defineObjects(builder: Builder): void {
  builder.scalarType('DateTime', { serialize: (date) => date.toISOString() });
  const Role = builder.enumType('Role', { values: ['MEMBER', 'ADMIN'] as const });

  builder.prismaObject('User', {
    select: { id: true },
    fields: (t) => ({
      id: t.exposeID('id'),
      email: t.exposeString('email'),
      name: t.exposeString('name'),
      bio: t.exposeString('bio', { nullable: true }),
      role: t.expose('role', { type: Role }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      posts: t.relatedConnection('posts', { cursor: 'id', query: byKey, ...pageSize }),
    }),
  });
  builder.prismaObject('Post', {
    select: { id: true },
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.exposeString('title'),
      body: t.exposeString('body'),
      author: t.relation('author'),
      comments: t.relatedConnection('comments', { cursor: 'id', query: byKey, ...pageSize }),
    }),
  });
  builder.prismaObject('Comment', {
    select: { id: true },
    fields: (t) => ({
      id: t.exposeID('id'),
      body: t.exposeString('body'),
      author: t.relation('author'),
    }),
  });
}

function defineQueries(builder: Builder, prisma: PrismaClient): void {
  const IdFilter = builder.inputType('IDFilter', {
    fields: (t) => ({ gt: t.id(), in: t.idList() }),
  });
  const Filter = builder.inputType('Filter', { fields: (t) => ({ id: t.field({ type: IdFilter }) }) });
  builder.queryType({
    fields: (t) => ({
      user: t.prismaField({
        type: 'User',
        nullable: true,
        args: { id: t.arg.id({ required: true }) },
        resolve: (query, _, { id }) => prisma.user.findUnique({ ...query, where: { id: Number(id) } }),
      }),
      users: t.prismaConnection({
        type: 'User',
        cursor: 'id',
        ...pageSize,
        args: { where: t.arg({ type: Filter }) },
        resolve: (query, _, { where }) =>
          prisma.user.findMany({ ...query, ...byKey, where: { id: readKeys(where) } }),
      }),
      posts: t.prismaConnection({
        type: 'Post',
        cursor: 'id',
        ...pageSize,
        args: { where: t.arg({ type: Filter }) },
        resolve: (query, _, { where }) =>
          prisma.post.findMany({ ...query, ...byKey, where: { id: readKeys(where) } }),
      }),
    }),
  });
}

function defineMutations(builder: Builder, prisma: PrismaClient): void {
  const UserUpdate = builder.inputType('UserUpdate', { fields: (t) => ({ bio: t.string() }) });
  builder.mutationType({
    fields: (t) => ({
      updateUser: t.prismaField({
        type: 'User',
        args: { id: t.arg.id({ required: true }), data: t.arg({ type: UserUpdate, required: true }) },
        resolve: (query, _, { id, data }) =>
          prisma.user.update({
            ...query,
            where: { id: Number(id) },
            data: data.bio === undefined ? {} : { bio: data.bio },
          }),
      }),
    }),
  });
}
