import type { Connection } from 'mariadb';
import type { Directory } from './workloads/workload.ts';

/**
 * Fills the tables of the bundled model, once: `scale` times 1,000 users, 10,000 posts, 30,000 comments, spread at random
 * but the same each time, and one more post that has 20,000 comments of its own.
 */
export async function fillDirectory(connection: Connection, scale: number): Promise<Directory> {
  const users = 1_000 * scale;
  const posts = 10 * users;
  const comments = 30 * users;
  const heavyPost = { id: posts + 1, comments: 20 * users };
  const directory = { users, posts, comments, heavyPost };
  const [found] = await connection.query<{ count: bigint }[]>(
    'SELECT COUNT(*) AS count FROM Comment WHERE postId <= ?',
    [heavyPost.id],
  );
  if (Number(found?.count) === comments + heavyPost.comments) return directory;
  for (const statement of writeStatements(directory)) await connection.query(statement);
  return directory;
}

/** What MariaDB makes of its own numbers (`seq_1_to_…`), in a few seconds. */
function writeStatements({ users, posts, comments, heavyPost }: Directory): readonly string[] {
  const created = "TIMESTAMP('2024-01-01') + INTERVAL seq * 61 SECOND";
  return [
    'SET foreign_key_checks = 0',
    ...['Comment', 'Post', 'Membership', 'Team', 'User'].map((table) => `TRUNCATE TABLE \`${table}\``),
    `INSERT INTO User (id, email, name, bio, role, createdAt, updatedAt)
      SELECT seq, CONCAT('person', seq, '@example.com'), CONCAT('Person ', seq),
        CONCAT('Has been here since day ', seq, ' and writes about what there is to see on the way to work.'),
        IF(seq % 50 = 0, 'ADMIN', 'MEMBER'), ${created}, ${created} FROM seq_1_to_${users}`,
    `INSERT INTO Post (id, title, body, published, authorId, createdAt)
      SELECT seq, CONCAT('What is to be said on matter ', seq), REPEAT(CONCAT('Sentence of post ', seq, '. '), 10),
        seq % 10 <> 0, ${pick('author', users)}, ${created} FROM seq_1_to_${heavyPost.id}`,
    `INSERT INTO Comment (id, body, postId, authorId, createdAt)
      SELECT seq, CONCAT('Comment ', seq, ' agrees with most of what the post says.'),
        IF(seq > ${comments}, ${heavyPost.id}, ${pick('post', posts)}), ${pick('voice', users)}, ${created}
        FROM seq_1_to_${comments + heavyPost.comments}`,
    'SET foreign_key_checks = 1',
  ];
}

function pick(what: string, most: number): string {
  return `1 + CRC32(CONCAT('${what}', seq)) % ${most}`;
}
