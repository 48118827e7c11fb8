import type { PrismaClient } from '../../../src/database/generated/client.ts';
import type { CommentModel, PostModel, UserModel } from '../../../src/database/generated/models.ts';
import type { FilteredPage, Page, PostCreate, UserUpdate } from './arguments.ts';
import type { Loaders } from './loaders.ts';
import { readKeys } from './read-keys.ts';

/** What a request's resolvers share. */
export interface Context {
  readonly loaders: Loaders;
}

/** The resolvers of `typeDefinitions` on DataLoader and Prisma; servers that take a map of resolvers share them. */
export function buildResolvers(prisma: PrismaClient) {
  return {
    Query: {
      user: (_: unknown, { id }: { id: string }) => prisma.user.findUnique({ where: { id: Number(id) } }),
      users: async (_: unknown, { first, where }: FilteredPage) => ({
        nodes: await prisma.user.findMany({
          where: { id: readKeys(where) },
          orderBy: { id: 'asc' },
          take: first,
        }),
      }),
      posts: async (_: unknown, { first, where }: FilteredPage) => ({
        nodes: await prisma.post.findMany({
          where: { id: readKeys(where) },
          orderBy: { id: 'asc' },
          take: first,
        }),
      }),
    },
    Mutation: {
      updateUser: (_: unknown, { id, data }: UserUpdate) =>
        prisma.user.update({ where: { id: Number(id) }, data }),
      createPost: (_: unknown, { data: { authorId, comments, ...post } }: PostCreate) =>
        prisma.post.create({
          data: {
            ...post,
            authorId: Number(authorId),
            // One INSERT; `create` would make one for each.
            ...(comments && {
              comments: {
                createMany: {
                  data: comments.create.map((comment) => ({
                    ...comment,
                    authorId: Number(comment.authorId),
                  })),
                },
              },
            }),
          },
        }),
    },
    User: {
      posts: async ({ id }: UserModel, { first }: Page, { loaders }: Context) => ({
        nodes: (await loaders.postsByAuthor.load(id)).slice(0, first),
      }),
    },
    Post: {
      author: ({ authorId }: PostModel, _: unknown, { loaders }: Context) => loaders.user.load(authorId),
      comments: async ({ id }: PostModel, { first }: Page, { loaders }: Context) => ({
        nodes: (await loaders.commentsByPost.load(id)).slice(0, first),
      }),
    },
    Comment: {
      author: ({ authorId }: CommentModel, _: unknown, { loaders }: Context) => loaders.user.load(authorId),
    },
  };
}
