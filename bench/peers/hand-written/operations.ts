import type { CommentRow, Directory } from './directory.ts';

/** Values of variables; keys come as texts. */
export interface Variables {
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly first?: number;
  readonly bio?: string;
  readonly from?: string;
  readonly fromBio?: string;
  readonly to?: string;
  readonly toBio?: string;
  readonly title?: string;
  readonly body?: string;
  readonly authorId?: string;
  readonly data?: PostData;
}

interface PostData {
  readonly title: string;
  readonly body: string;
  readonly authorId: string;
  readonly comments: { readonly create: readonly { readonly body: string; readonly authorId: string }[] };
}

/** Gives the data of an operation's answer. */
export type Operation = (variables: Variables) => Promise<object>;

const postsOfTree = 5;
const commentsOfTree = 3;
const entriesOfTree = 5;
const commentsOfThread = 5;
const [postsOfDeep, commentsOfDeep, postsBelow, commentsBelow] = [10, 3, 5, 3];

/** The operations that are known, by their names. */
export function buildOperations(directory: Directory): Readonly<Record<string, Operation>> {
  return {
    Start: async () => {
      const row = await directory.selectNameAndEmail(1);
      return { user: row ? { name: row[0] } : null };
    },

    One: async ({ id }) => {
      const row = await directory.selectNameAndEmail(readNumber(id));
      return { user: row ? { name: row[0], email: row[1] } : null };
    },

    Wide: async ({ first, id = '0' }) => {
      const rows = await directory.selectPeople(readNumber(id), readNumber(first));
      const nodes = rows.map(([id, email, name, bio, role, createdAt]) => ({
        id: String(id),
        email,
        name,
        bio,
        role,
        createdAt: `${createdAt.replace(' ', 'T')}Z`,
      }));
      return { users: { nodes } };
    },

    Columns: async ({ first, id }) => {
      const rows = await directory.selectAccounts(readNumber(id), readNumber(first));
      return { accounts: { nodes: rows.map(([text01, number01]) => ({ text01, number01 })) } };
    },

    ColumnsTree: async ({ first, id }) => {
      const rows = await directory.selectEntries(readNumber(id), readNumber(first), entriesOfTree);
      const nodes = [...Map.groupBy(rows, ([accountId]) => accountId).values()].map((own) => ({
        text01: own[0]?.[1],
        entries: {
          nodes: own.flatMap(([, , text02, amount01, text03]) =>
            text02 === null ? [] : [{ text02, amount01, keeper: { text03 } }],
          ),
        },
      }));
      return { accounts: { nodes } };
    },

    Tree: (variables) => readTree(directory, variables),
    Pages: (variables) => readTree(directory, variables),
    Deep: (variables) => readDeep(directory, variables),

    Skew: async ({ ids = [] }) => {
      const threads = await directory.selectThreads(ids.map(readNumber), commentsOfThread);
      const bodies = Map.groupBy(await directory.selectBodies(threads), ([, postId]) => postId);
      const nodes = threads.map(([id, title]) => ({
        title,
        comments: { nodes: (bodies.get(id) ?? []).map(([, , body]) => ({ body })) },
      }));
      return { posts: { nodes } };
    },

    Write: async ({ id, bio = '' }) => {
      if (!(await directory.updateBio(readNumber(id), bio))) throw new Error(`There is no user ${id}.`);
      return { updateUser: { id, bio } };
    },

    Update: async ({ id, bio = '' }) => {
      const [person] = await directory.changeBios([[readNumber(id), bio]]);
      return { updateUser: writePerson(person) };
    },

    Transfer: async ({ from: fromId, fromBio = '', to: toId, toBio = '' }) => {
      const [from, to] = await directory.changeBios([
        [readNumber(fromId), fromBio],
        [readNumber(toId), toBio],
      ]);
      return { from: writePerson(from), to: writePerson(to) };
    },

    Create: async ({ title = '', body = '', authorId }) => {
      const post = await directory.createPost({ title, body, authorId: readNumber(authorId) });
      return { createPost: { title: post?.[0], body: post?.[1], author: { name: post?.[2] } } };
    },

    Nested: async ({ data }) => {
      if (data === undefined) throw new Error('Expected the data of a post.');
      const { title, body, authorId, comments } = data;
      const rows = await directory.createThread(
        { title, body, authorId: readNumber(authorId) },
        comments.create.map((comment) => ({ body: comment.body, authorId: readNumber(comment.authorId) })),
      );
      const nodes = rows.map(([, comment]) => ({ body: comment }));
      return { createPost: { title: rows[0]?.[0], comments: { nodes } } };
    },
  };
}

interface PostNode {
  readonly title: string;
  readonly author: { readonly name: string };
  readonly comments: { readonly nodes: readonly object[] };
}

/** Two statements: people and their posts, comments and who said them. Whose the posts are is known. */
async function readTree(directory: Directory, { first, id = '0' }: Variables): Promise<object> {
  const authors = await directory.selectAuthors(readNumber(id), readNumber(first), postsOfTree);
  const postIds = authors.flatMap(([, , postId]) => postId ?? []);
  const comments = groupByPost(await directory.selectComments(postIds, commentsOfTree));
  const nodes: { name: string; posts: { nodes: PostNode[] } }[] = [];
  let userBefore: number | undefined;
  for (const [userId, name, postId, title] of authors) {
    if (userId !== userBefore) nodes.push({ name, posts: { nodes: [] } });
    userBefore = userId;
    if (postId === null || title === null) continue;
    nodes.at(-1)?.posts.nodes.push({
      title,
      author: { name },
      comments: { nodes: (comments.get(postId) ?? []).map(writeComment) },
    });
  }
  return { users: { nodes } };
}

/** Four statements, one for each list; people come with what is theirs. */
async function readDeep(directory: Directory, { id }: Variables): Promise<object> {
  const rows = await directory.selectAuthor(readNumber(id), postsOfDeep);
  const [user] = rows;
  if (user === undefined) return { user: null };
  const found = await directory.selectComments(
    rows.flatMap(([, , postId]) => postId ?? []),
    commentsOfDeep,
  );
  const authorIds = [...new Set(found.map(([, , , authorId]) => authorId))];
  const posts = await directory.selectPosts(authorIds, postsBelow);
  const below = groupByPost(
    await directory.selectComments(
      posts.map(([id]) => id),
      commentsBelow,
    ),
  );
  const postsByAuthor = Map.groupBy(posts, ([, authorId]) => authorId);
  const writePostsOf = (authorId: number): object[] =>
    (postsByAuthor.get(authorId) ?? []).map(([id, , title]) => ({
      title,
      comments: { nodes: (below.get(id) ?? []).map(writeComment) },
    }));
  const comments = groupByPost(found);
  const nodes = rows.flatMap(([, , postId, title]) =>
    postId === null
      ? []
      : {
          title,
          comments: {
            nodes: (comments.get(postId) ?? []).map(([, , body, authorId, name]) => ({
              body,
              author: { name, posts: { nodes: writePostsOf(authorId) } },
            })),
          },
        },
  );
  return { user: { name: user[1], posts: { nodes } } };
}

function writePerson(person: readonly [name: string, bio: string] | undefined): object {
  return { name: person?.[0], bio: person?.[1] };
}

function groupByPost(rows: readonly CommentRow[]): ReadonlyMap<number, readonly CommentRow[]> {
  return Map.groupBy(rows, ([, postId]) => postId);
}

function writeComment([, , body, , name]: CommentRow): object {
  return { body, author: { name } };
}

/** What goes into the text of a statement is a whole number and nothing else. */
function readNumber(value: string | number | undefined): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Error(`Expected a whole number, but got: ${String(value)}`);
  return number;
}
