import type { Connection } from 'mariadb';
import type { Random } from '../../prisma/seed/random.ts';

/** Texts that have tripped databases, drivers and caches; several are equal to the column's collation. */
export const awkwardTexts = [
  'Ada',
  'ADA',
  'ada ',
  'Ädä',
  'Zoé Weber',
  'zoe weber',
  '100%',
  '100',
  'a_b',
  'axb',
  'back\\slash',
  "O'Neil",
  'say "hi"',
  '`tick`',
  '😀 smile',
  '🎉',
  '!bang!%_',
  '?',
  '',
  ' leading',
  'line\nbreak',
  'naïve ﬁle',
  'straße',
  'STRASSE',
] as const;

/** The few instants that rows are dated with, so that orderings by them tie. */
export const instants = [
  '2021-03-28 01:30:00.000',
  '2021-03-28 01:30:00.001',
  '2021-10-31 02:30:00.999',
  '1999-12-31 23:59:59.999',
] as const;

const sizes = { users: 30, teams: 8, posts: 60, comments: 150 };

/** Fills the bundled tables with few rows that tie, lack values, differ by case or accent only, and quote badly. */
export async function insertAwkwardDirectory(connection: Connection, random: Random): Promise<void> {
  const text = (): string => random.pick(awkwardTexts);
  const instant = (): string => random.pick(instants);
  const anyUser = (): number => random.below(sizes.users) + 1;

  await connection.batch(
    'INSERT INTO `User` (id, email, name, bio, role, managerId, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ids(sizes.users).map((id) => [
      id,
      `${id}.${text().trim()}@Example.com`,
      text(),
      random.below(3) === 0 ? null : text(),
      random.below(4) === 0 ? 'ADMIN' : 'MEMBER',
      // Nobody reports to who comes later; the first few to nobody.
      id < 4 || random.below(6) === 0 ? null : random.skewedBelow(id - 1) + 1,
      instant(),
      instant(),
    ]),
  );
  await connection.batch(
    'INSERT INTO `Team` (id, slug, name, createdAt) VALUES (?, ?, ?, ?)',
    ids(sizes.teams).map((id) => [id, `Team-${id}-${text().trim()}`, text(), instant()]),
  );
  const memberships = ids(sizes.users).flatMap((userId) =>
    ids(sizes.teams)
      .filter(() => random.below(4) === 0)
      .map((teamId) => [userId, teamId, random.below(3) === 0 ? 'OWNER' : 'MEMBER', instant()]),
  );
  await connection.batch(
    'INSERT INTO `Membership` (userId, teamId, role, joinedAt) VALUES (?, ?, ?, ?)',
    memberships,
  );
  await connection.batch(
    'INSERT INTO `Post` (id, title, body, published, authorId, createdAt) VALUES (?, ?, ?, ?, ?, ?)',
    ids(sizes.posts).map((id) => [
      id,
      text(),
      text(),
      random.below(2),
      random.skewedBelow(sizes.users) + 1,
      instant(),
    ]),
  );
  await connection.batch(
    'INSERT INTO `Comment` (id, body, postId, authorId, createdAt) VALUES (?, ?, ?, ?, ?)',
    ids(sizes.comments).map((id) => [id, text(), random.skewedBelow(sizes.posts) + 1, anyUser(), instant()]),
  );
}

function ids(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
