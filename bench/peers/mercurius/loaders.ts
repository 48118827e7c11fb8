import type { Page } from '../directory/arguments.ts';
import type { Post, Tables, User } from './tables.ts';

/** What Mercurius gives a loader of each place that a field is asked for at. */
interface Asked<Row, Parameters = unknown> {
  readonly obj: Row;
  readonly params: Parameters;
}

interface Connection<Row> {
  readonly nodes: readonly Row[];
}

/** Mercurius' loaders: one statement for all the places of a field, in the order that they were asked in. */
export function buildLoaders(tables: Tables) {
  const loadAuthors = async (
    asked: readonly Asked<{ authorId: number }>[],
  ): Promise<(User | undefined)[]> => {
    const ids = new Set(asked.map(({ obj }) => obj.authorId));
    const byId = new Map((await tables.selectUsersByIds([...ids])).map((row) => [row.id, row]));
    return asked.map(({ obj }) => byId.get(obj.authorId));
  };
  return {
    User: {
      posts: (asked: readonly Asked<User, Page>[]) =>
        loadPages(
          asked,
          (ids, first) => tables.selectPostsByAuthors(ids, first),
          ({ authorId }) => authorId,
        ),
    },
    Post: {
      author: loadAuthors,
      comments: (asked: readonly Asked<Post, Page>[]) =>
        loadPages(
          asked,
          (ids, first) => tables.selectCommentsByPosts(ids, first),
          ({ postId }) => postId,
        ),
    },
    Comment: { author: loadAuthors },
  };
}

/** A statement for each length of page, since one document may ask for several. */
async function loadPages<Row>(
  asked: readonly Asked<{ readonly id: number }, Page>[],
  select: (parentIds: readonly number[], first: number) => Promise<readonly Row[]>,
  readParentId: (row: Row) => number,
): Promise<Connection<Row>[]> {
  const lengths = new Set(asked.map(({ params }) => params.first));
  const pages = new Map<number, ReadonlyMap<number, readonly Row[]>>();
  for (const first of lengths) {
    const ids = asked.filter(({ params }) => params.first === first).map(({ obj }) => obj.id);
    pages.set(first, Map.groupBy(await select([...new Set(ids)], first), readParentId));
  }
  return asked.map(({ obj, params }) => ({ nodes: pages.get(params.first)?.get(obj.id) ?? [] }));
}
