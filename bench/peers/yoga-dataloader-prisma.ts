// GraphQL Yoga, DataLoader and Prisma, done the usual way and well: Yoga as it comes (its cache of parsed and
// validated documents on, GraphiQL off), a DataLoader per relation in each request's context, one `findMany`
// per batch, rows grouped in JavaScript.
//
// A page per parent is cut in Node: `findMany` has no limit per parent, and a nested `take` would read the same
// rows, since Prisma cuts nested pages in memory too, with one more statement for the parents.
import { createServer } from 'node:http';
import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import DataLoader from 'dataloader';
import { createSchema, createYoga } from 'graphql-yoga';
import { PrismaClient } from '../../src/database/generated/client.ts';
import type { CommentModel, PostModel, UserModel } from '../../src/database/generated/models.ts';
import { readConnectionOptions } from '../../src/database/read-connection-options.ts';

const { DATABASE_URL = '', PORT = '' } = process.env;
/** Gather's default. */
const poolSize = 10;

const prisma = new PrismaClient({
  adapter: new PrismaMariaDb({ ...readConnectionOptions(DATABASE_URL), connectionLimit: poolSize }),
});

/** The loaders of one request. */
class Loaders {
  readonly user = new DataLoader<number, UserModel>(async (ids) => {
    const rows = await prisma.user.findMany({ where: { id: { in: [...ids] } } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? new Error(`There is no user ${id}.`));
  });

  readonly postsByAuthor = new DataLoader<number, PostModel[]>(async (ids) => {
    const rows = await prisma.post.findMany({
      where: { authorId: { in: [...ids] } },
      orderBy: { id: 'asc' },
    });
    const byAuthor = Map.groupBy(rows, (row) => row.authorId);
    return ids.map((id) => byAuthor.get(id) ?? []);
  });

  readonly commentsByPost = new DataLoader<number, CommentModel[]>(async (ids) => {
    const rows = await prisma.comment.findMany({
      where: { postId: { in: [...ids] } },
      orderBy: { id: 'asc' },
    });
    const byPost = Map.groupBy(rows, (row) => row.postId);
    return ids.map((id) => byPost.get(id) ?? []);
  });
}

interface Page {
  readonly first: number;
}

interface UserPage extends Page {
  readonly where?: { readonly id?: { readonly gt?: string } };
}

const schema = createSchema<{ loaders: Loaders }>({
  typeDefs: /* GraphQL */ `
    type Query {
      user(id: ID!): User
      users(first: Int = 20, where: UserFilter): UserConnection!
    }
    input UserFilter {
      id: IDFilter
    }
    input IDFilter {
      gt: ID
    }
    type User {
      id: ID!
      email: String!
      name: String!
      bio: String
      posts(first: Int = 20): PostConnection!
    }
    type UserConnection {
      nodes: [User!]!
    }
    type Post {
      id: ID!
      title: String!
      body: String!
      author: User!
      comments(first: Int = 20): CommentConnection!
    }
    type PostConnection {
      nodes: [Post!]!
    }
    type Comment {
      id: ID!
      body: String!
      author: User!
    }
    type CommentConnection {
      nodes: [Comment!]!
    }
  `,
  resolvers: {
    Query: {
      user: (_: unknown, { id }: { id: string }) => prisma.user.findUnique({ where: { id: Number(id) } }),
      users: async (_: unknown, { first, where }: UserPage) => {
        const gt = where?.id?.gt;
        return {
          nodes: await prisma.user.findMany({
            ...(gt !== undefined && { where: { id: { gt: Number(gt) } } }),
            orderBy: { id: 'asc' },
            take: first,
          }),
        };
      },
    },
    User: {
      posts: async ({ id }: UserModel, { first }: Page, { loaders }) => ({
        nodes: (await loaders.postsByAuthor.load(id)).slice(0, first),
      }),
    },
    Post: {
      author: ({ authorId }: PostModel, _: unknown, { loaders }) => loaders.user.load(authorId),
      comments: async ({ id }: PostModel, { first }: Page, { loaders }) => ({
        nodes: (await loaders.commentsByPost.load(id)).slice(0, first),
      }),
    },
    Comment: {
      author: ({ authorId }: CommentModel, _: unknown, { loaders }) => loaders.user.load(authorId),
    },
  },
});

const yoga = createYoga({
  schema,
  context: () => ({ loaders: new Loaders() }),
  graphiql: false,
  landingPage: false,
  logging: 'warn',
});
// oxlint-disable-next-line typescript/no-misused-promises -- Yoga answers every fault itself
const server = createServer(yoga);
process.once('SIGTERM', () => process.exit());
server.listen(Number(PORT), '127.0.0.1');
