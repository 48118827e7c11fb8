import DataLoader from 'dataloader';
import type { PrismaClient } from '../../../src/database/generated/client.ts';
import type { CommentModel, PostModel, UserModel } from '../../../src/database/generated/models.ts';

/**
 * The loaders of one request: a DataLoader per relation, one `findMany` per batch, rows grouped in JavaScript.
 *
 * A page per parent is cut in Node: `findMany` has no limit per parent, and a nested `take` would read the same
 * rows, since Prisma cuts nested pages in memory too, with one more statement for the parents.
 */
export class Loaders {
  readonly user: DataLoader<number, UserModel>;
  readonly postsByAuthor: DataLoader<number, PostModel[]>;
  readonly commentsByPost: DataLoader<number, CommentModel[]>;

  constructor(prisma: PrismaClient) {
    this.user = new DataLoader(async (ids) => {
      const rows = await prisma.user.findMany({ where: { id: { in: [...ids] } } });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? new Error(`There is no user ${id}.`));
    });

    this.postsByAuthor = new DataLoader(async (ids) => {
      const rows = await prisma.post.findMany({
        where: { authorId: { in: [...ids] } },
        orderBy: { id: 'asc' },
      });
      const byAuthor = Map.groupBy(rows, (row) => row.authorId);
      return ids.map((id) => byAuthor.get(id) ?? []);
    });

    this.commentsByPost = new DataLoader(async (ids) => {
      const rows = await prisma.comment.findMany({
        where: { postId: { in: [...ids] } },
        orderBy: { id: 'asc' },
      });
      const byPost = Map.groupBy(rows, (row) => row.postId);
      return ids.map((id) => byPost.get(id) ?? []);
    });
  }
}
