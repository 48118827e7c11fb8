import { createPool, type PoolConfig } from 'mariadb';
import type { FilteredPage } from '../directory/arguments.ts';

/** What the API shows of a person. */
export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly bio: string | null;
  readonly role: string;
  readonly createdAt: Date;
}

/** What the API shows of a post. */
export interface Post {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly authorId: number;
}

/** What the API shows of a comment. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly postId: number;
  readonly authorId: number;
}

/** The statements that resolvers and loaders run. */
export type Tables = ReturnType<typeof openTables>;

const userColumns = 'id, email, name, bio, role, createdAt';

/** Opens a pool and the statements on it; a list of keys is written into the text by the driver. */
export function openTables(options: PoolConfig) {
  const pool = createPool(options);

  return {
    async selectUser(id: number): Promise<User | undefined> {
      const rows = await pool.execute<User[]>(`SELECT ${userColumns} FROM \`User\` WHERE id = ?`, [id]);
      return rows[0];
    },

    selectUsers({ first, where }: FilteredPage): Promise<User[]> {
      const { text, values } = writeFilter(where);
      return pool.query(`SELECT ${userColumns} FROM \`User\` ${text} ORDER BY id LIMIT ?`, [
        ...values,
        first,
      ]);
    },

    selectPosts({ first, where }: FilteredPage): Promise<Post[]> {
      const { text, values } = writeFilter(where);
      return pool.query(`SELECT id, title, body, authorId FROM Post ${text} ORDER BY id LIMIT ?`, [
        ...values,
        first,
      ]);
    },

    selectUsersByIds(ids: readonly number[]): Promise<User[]> {
      return pool.query(`SELECT ${userColumns} FROM \`User\` WHERE id IN (?)`, [ids]);
    },

    /** The first posts of each author, by key. The window numbers keys alone: texts are read for what is shown. */
    async selectPostsByAuthors(authorIds: readonly number[], first: number): Promise<readonly Post[]> {
      const rows = await pool.query<Post[]>(
        `SELECT p.id, p.title, p.body, p.authorId FROM (
          SELECT id, ROW_NUMBER() OVER (PARTITION BY authorId ORDER BY id) AS number FROM Post WHERE authorId IN (?)
        ) k JOIN Post p ON p.id = k.id WHERE k.number <= ?`,
        [authorIds, first],
      );
      return rows.toSorted((a, b) => a.id - b.id);
    },

    /** The first comments of each post, by key; as `selectPostsByAuthors`. */
    async selectCommentsByPosts(postIds: readonly number[], first: number): Promise<readonly Comment[]> {
      const rows = await pool.query<Comment[]>(
        `SELECT c.id, c.body, c.postId, c.authorId FROM (
          SELECT id, ROW_NUMBER() OVER (PARTITION BY postId ORDER BY id) AS number FROM Comment WHERE postId IN (?)
        ) k JOIN Comment c ON c.id = k.id WHERE k.number <= ?`,
        [postIds, first],
      );
      return rows.toSorted((a, b) => a.id - b.id);
    },

    updateUser(id: number, bio: string | null): Promise<{ affectedRows: number }> {
      return pool.execute('UPDATE `User` SET bio = ?, updatedAt = UTC_TIMESTAMP(3) WHERE id = ?', [bio, id]);
    },
  };
}

function writeFilter(where: FilteredPage['where']): {
  readonly text: string;
  readonly values: readonly unknown[];
} {
  const { gt, in: keys } = where?.id ?? {};
  if (gt !== undefined) return { text: 'WHERE id > ?', values: [Number(gt)] };
  return keys ? { text: 'WHERE id IN (?)', values: [keys.map(Number)] } : { text: '', values: [] };
}
