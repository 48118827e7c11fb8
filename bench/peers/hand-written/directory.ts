import { createPool, type Connection, type Pool, type PoolConfig } from 'mariadb';

/** A person with the rows of a page of their posts; both null where there is none. */
export type AuthorRow = readonly [
  userId: number,
  userName: string,
  postId: number | null,
  title: string | null,
];
/** A comment and who said it. */
export type CommentRow = readonly [
  id: number,
  postId: number,
  body: string,
  authorId: number,
  authorName: string,
];
/** A post by its author's key. */
export type PostRow = readonly [id: number, authorId: number, title: string];
/** All that the API shows of a person. */
export type PersonRow = readonly [
  id: number,
  email: string,
  name: string,
  bio: string | null,
  role: string,
  createdAt: string,
];
/** A post and the key of the last comment of its page; null where all of its comments are on it. */
export type ThreadRow = readonly [id: number, title: string, lastCommentId: number | null];

/** An account, an entry of the page of its entries, and the account that the entry refers to; null where there is no entry. */
export type EntryRow = readonly [
  accountId: number,
  accountText: string,
  text: string | null,
  amount: string,
  keeperText: string,
];

/** A comment to be written. */
export interface NewComment {
  readonly body: string;
  readonly authorId: number;
}

/** A post to be written. */
export interface NewPost {
  readonly title: string;
  readonly body: string;
  readonly authorId: number;
}

/** The statements of the directory, each written and measured for what it is needed for. */
export type Directory = ReturnType<typeof openDirectory>;

const postIndex = 'FORCE INDEX (`Post_authorId_idx`)';
const commentIndex = 'FORCE INDEX (`Comment_postId_idx`)';
const entryIndex = 'FORCE INDEX (`Entry_accountId_idx`)';
const insertPost = 'INSERT INTO Post (title, body, authorId) VALUES (?, ?, ?)';
const anyKey = 2_147_483_647;

/**
 * Opens a pool that gives rows as arrays and dates as the text they come as, which costs least. What is always the
 * same text is prepared. Numbers are written into the rest, whose texts are as many as there are lists of keys.
 */
export function openDirectory(options: PoolConfig) {
  const pool = createPool({ ...options, rowsAsArray: true, dateStrings: true });

  return {
    async selectNameAndEmail(id: number): Promise<readonly [name: string, email: string] | undefined> {
      const rows = await pool.execute<[string, string][]>('SELECT name, email FROM `User` WHERE id = ?', [
        id,
      ]);
      return rows[0];
    },

    selectPeople(after: number, first: number): Promise<PersonRow[]> {
      return pool.query(
        `SELECT id, email, name, bio, role, createdAt FROM \`User\` WHERE id > ${after} ORDER BY id LIMIT ${first}`,
      );
    },

    selectAccounts(after: number, first: number): Promise<(readonly [text: string, number: number])[]> {
      return pool.query(
        `SELECT text01, number01 FROM Account WHERE id > ${after} ORDER BY id LIMIT ${first}`,
      );
    },

    /** As `selectAuthors`. */
    selectEntries(after: number, first: number, entries: number): Promise<EntryRow[]> {
      return pool.query(`SELECT k.id, k.text01, e.text02, e.amount01, a.text03 FROM (
          SELECT u.id, u.text01, COALESCE((SELECT e.id FROM Entry e ${entryIndex}
            WHERE e.accountId = u.id ORDER BY e.accountId, e.id LIMIT 1 OFFSET ${entries - 1}), ${anyKey}) AS last
          FROM Account u WHERE u.id > ${after} ORDER BY u.id LIMIT ${first}
        ) k LEFT JOIN Entry e ${entryIndex} ON e.accountId = k.id AND e.id <= k.last
        LEFT JOIN Account a ON a.id = e.keeperId ORDER BY k.id, e.id`);
    },

    /** The last post of each page is looked up in the index, so that an author of many posts costs no more than others. */
    selectAuthors(after: number, first: number, posts: number): Promise<AuthorRow[]> {
      return pool.query(`SELECT k.id, k.name, p.id, p.title FROM (
          SELECT u.id, u.name, COALESCE((SELECT e.id FROM Post e ${postIndex}
            WHERE e.authorId = u.id ORDER BY e.authorId, e.id LIMIT 1 OFFSET ${posts - 1}), ${anyKey}) AS last
          FROM \`User\` u WHERE u.id > ${after} ORDER BY u.id LIMIT ${first}
        ) k LEFT JOIN Post p ${postIndex} ON p.authorId = k.id AND p.id <= k.last ORDER BY k.id, p.id`);
    },

    selectAuthor(id: number, posts: number): Promise<AuthorRow[]> {
      return pool.execute(
        `SELECT u.id, u.name, p.id, p.title FROM \`User\` u LEFT JOIN Post p ${postIndex} ON p.authorId = u.id
          WHERE u.id = ? ORDER BY p.authorId, p.id LIMIT ${posts}`,
        [id],
      );
    },

    /** The first posts of each author, by key. The window numbers keys alone: the rows are read for what is shown. */
    async selectPosts(authorIds: readonly number[], first: number): Promise<readonly PostRow[]> {
      if (authorIds.length === 0) return [];
      const rows = await pool.query<PostRow[]>(`SELECT p.id, p.authorId, p.title FROM (
          SELECT id, ROW_NUMBER() OVER (PARTITION BY authorId ORDER BY id) AS number
          FROM Post WHERE authorId IN (${authorIds.join()})
        ) k JOIN Post p ON p.id = k.id WHERE k.number <= ${first}`);
      return rows.toSorted(([a], [b]) => a - b);
    },

    /** The first comments of each post, by key; as `selectPosts`. */
    async selectComments(postIds: readonly number[], first: number): Promise<readonly CommentRow[]> {
      if (postIds.length === 0) return [];
      const rows = await pool.query<CommentRow[]>(`SELECT c.id, c.postId, c.body, c.authorId, u.name FROM (
          SELECT id, ROW_NUMBER() OVER (PARTITION BY postId ORDER BY id) AS number
          FROM Comment WHERE postId IN (${postIds.join()})
        ) k JOIN Comment c ON c.id = k.id JOIN \`User\` u ON u.id = c.authorId WHERE k.number <= ${first}`);
      return rows.toSorted(([a], [b]) => a - b);
    },

    async selectThreads(ids: readonly number[], comments: number): Promise<readonly ThreadRow[]> {
      if (ids.length === 0) return [];
      return pool.query(`SELECT p.id, p.title, (SELECT e.id FROM Comment e ${commentIndex}
          WHERE e.postId = p.id ORDER BY e.postId, e.id LIMIT 1 OFFSET ${comments - 1})
        FROM Post p WHERE p.id IN (${ids.join()}) ORDER BY p.id LIMIT 50`);
    },

    /** The comments of each thread up to the last one of its page: no window would do, one thread may have very many. */
    async selectBodies(
      threads: readonly ThreadRow[],
    ): Promise<readonly (readonly [id: number, postId: number, body: string])[]> {
      if (threads.length === 0) return [];
      const short = threads.filter(([, , last]) => last === null).map(([id]) => id);
      const ranges = threads.flatMap(([id, , last]) =>
        last === null ? [] : [`(postId = ${id} AND id <= ${last})`],
      );
      if (short.length > 0) ranges.push(`postId IN (${short.join()})`);
      const rows = await pool.query<[number, number, string][]>(
        `SELECT id, postId, body FROM Comment ${commentIndex} WHERE ${ranges.join(' OR ')}`,
      );
      return rows.toSorted(([a], [b]) => a - b);
    },

    /** Changes people one after the other in one transaction, and reads each back. */
    changeBios(
      changes: readonly (readonly [id: number, bio: string])[],
    ): Promise<readonly (readonly [name: string, bio: string])[]> {
      return transact(pool, async (connection) => {
        const people = [];
        for (const [id, bio] of changes) {
          await connection.execute('UPDATE `User` SET bio = ?, updatedAt = UTC_TIMESTAMP(3) WHERE id = ?', [
            bio,
            id,
          ]);
          const [person] = await connection.execute<[string, string][]>(
            'SELECT name, bio FROM `User` WHERE id = ?',
            [id],
          );
          if (person === undefined) throw new Error(`There is no user ${id}.`);
          people.push(person);
        }
        return people;
      });
    },

    /** Gives the new post as it is stored. */
    createPost({
      title,
      body,
      authorId,
    }: NewPost): Promise<readonly [title: string, body: string, author: string] | undefined> {
      return transact(pool, async (connection) => {
        const { insertId } = await connection.execute<{ insertId: bigint }>(insertPost, [
          title,
          body,
          authorId,
        ]);
        const [post] = await connection.execute<[string, string, string][]>(
          'SELECT p.title, p.body, u.name FROM Post p JOIN `User` u ON u.id = p.authorId WHERE p.id = ?',
          [insertId],
        );
        return post;
      });
    },

    /** Gives the new post and its comments as they are stored. */
    createThread(
      { title, body, authorId }: NewPost,
      comments: readonly NewComment[],
    ): Promise<readonly (readonly [title: string, comment: string])[]> {
      return transact(pool, async (connection) => {
        const { insertId } = await connection.execute<{ insertId: bigint }>(insertPost, [
          title,
          body,
          authorId,
        ]);
        await connection.execute(
          `INSERT INTO Comment (body, postId, authorId) VALUES ${comments.map(() => '(?, ?, ?)').join()}`,
          comments.flatMap((comment) => [comment.body, insertId, comment.authorId]),
        );
        return connection.execute(
          `SELECT p.title, c.body FROM Post p JOIN Comment c ON c.postId = p.id WHERE p.id = ? ORDER BY c.id LIMIT ${comments.length}`,
          [insertId],
        );
      });
    },

    /** Gives whether the person is there. */
    async updateBio(id: number, bio: string): Promise<boolean> {
      const { affectedRows } = await pool.execute<{ affectedRows: number }>(
        'UPDATE `User` SET bio = ?, updatedAt = UTC_TIMESTAMP(3) WHERE id = ?',
        [bio, id],
      );
      return affectedRows > 0;
    },
  };
}

async function transact<T>(pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const result = await work(connection);
    await connection.commit();
    return result;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    await connection.release();
  }
}
