import { Random } from './random.ts';
import { commentBody, personName, postTitle, sentences, teamName } from './words.ts';

/** A column's value; text must need no escaping in SQL. */
export type Value = string | number | null;

/** One table of the demo directory: its rows come in the order of the primary key, the same at every run. */
export interface SeedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rowCount: number;
  rows(): Iterable<readonly Value[]>;
}

/**
 * The demo directory, in an order in which every row finds what it refers to. At scale 1: 1,000 users,
 * 50 teams, about 3,000 memberships, 5,000 posts, 20,000 comments. One user in five has written no post.
 */
export function buildSeedTables(scale: number): readonly SeedTable[] {
  const size: Size = {
    users: 1_000 * scale,
    teams: 50 * scale,
    posts: 5_000 * scale,
    comments: 20_000 * scale,
    discussed: 1_000 * scale,
  };
  return [
    {
      name: 'User',
      columns: ['id', 'email', 'name', 'bio', 'role', 'managerId', 'createdAt', 'updatedAt'],
      rowCount: size.users,
      rows: () => userRows(size),
    },
    {
      name: 'Team',
      columns: ['id', 'slug', 'name', 'createdAt'],
      rowCount: size.teams,
      rows: () => teamRows(size),
    },
    {
      name: 'Membership',
      columns: ['userId', 'teamId', 'role', 'joinedAt'],
      rowCount: 3 * size.users,
      rows: () => membershipRows(size),
    },
    {
      name: 'Post',
      columns: ['id', 'title', 'body', 'published', 'authorId', 'createdAt'],
      rowCount: size.posts,
      rows: () => postRows(size),
    },
    {
      name: 'Comment',
      columns: ['id', 'body', 'postId', 'authorId', 'createdAt'],
      rowCount: size.comments,
      rows: () => commentRows(size),
    },
  ];
}

interface Size {
  readonly users: number;
  readonly teams: number;
  readonly posts: number;
  readonly comments: number;
  /** The first so many posts have three comments at least. */
  readonly discussed: number;
}

const firstDay = Date.UTC(2020, 0, 6, 8);
const dayMs = 86_400_000;
const reportsPerManager = 8;
const postsOfFirstUser = 5;

function* userRows(size: Size): Generator<readonly Value[]> {
  const random = new Random(1);
  for (let id = 1; id <= size.users; id += 1) {
    const joined = joinedAt(id, size);
    const managerId = id === 1 ? null : Math.floor((id - 2) / reportsPerManager) + 1;
    yield [
      id,
      `user${id}@example.com`,
      personName(random),
      random.below(4) === 0 ? null : sentences(random, 1 + random.below(3)),
      id === 1 || random.below(50) === 0 ? 'ADMIN' : 'MEMBER',
      managerId,
      timestamp(joined),
      timestamp(joined + random.below(400) * dayMs + random.below(dayMs)),
    ];
  }
}

function* teamRows(size: Size): Generator<readonly Value[]> {
  const random = new Random(2);
  for (let id = 1; id <= size.teams; id += 1) {
    const name = teamName(random);
    const slug = `${name.toLowerCase().replace(' ', '-')}-${id}`;
    yield [id, slug, name, timestamp(firstDay + id * 1000 + random.below(300) * dayMs)];
  }
}

function* membershipRows(size: Size): Generator<readonly Value[]> {
  const random = new Random(3);
  for (let userId = 1; userId <= size.users; userId += 1) {
    const first = random.below(size.teams);
    const step = 1 + random.below(Math.floor(size.teams / 7));
    // Six steps of less than a seventh never come round to the same team.
    const teamIds = Array.from(
      { length: random.below(7) },
      (_, index) => ((first + index * step) % size.teams) + 1,
    );
    for (const teamId of teamIds.toSorted((one, other) => one - other)) {
      const joined = joinedAt(userId, size) + random.below(700) * dayMs;
      yield [userId, teamId, random.below(10) === 0 ? 'OWNER' : 'MEMBER', timestamp(joined)];
    }
  }
}

function* postRows(size: Size): Generator<readonly Value[]> {
  const random = new Random(4);
  for (let id = 1; id <= size.posts; id += 1) {
    yield [
      id,
      postTitle(random),
      sentences(random, 2 + random.below(5)),
      random.below(10) === 0 ? 0 : 1,
      postAuthor(id, size, random),
      timestamp(postedAt(id, size)),
    ];
  }
}

/** The first posts are the first user's; then each writer has one; the rest fall to few more than to many. */
function postAuthor(id: number, size: Size, random: Random): number {
  if (id <= postsOfFirstUser) return 1;
  const writers = (size.users / 5) * 4;
  const turn = id - postsOfFirstUser - 1;
  const writer = turn < writers ? (turn * 7 + 3) % writers : random.skewedBelow(writers);
  return writer + Math.floor(writer / 4) + 1;
}

function* commentRows(size: Size): Generator<readonly Value[]> {
  const random = new Random(5);
  for (let id = 1; id <= size.comments; id += 1) {
    const turn = Math.floor((id - 1) / size.discussed);
    const postId = turn < 3 ? ((id - 1) % size.discussed) + 1 : random.skewedBelow(size.posts) + 1;
    yield [
      id,
      commentBody(random),
      postId,
      turn < 3 ? (firstCommentators(postId, size)[turn] ?? 1) : random.below(size.users) + 1,
      timestamp(postedAt(postId, size) + 60_000 + random.below(60 * dayMs)),
    ];
  }
}

/** Three people for a post: two who may write, and one, a fifth user, who only comments. */
function firstCommentators(postId: number, size: Size): readonly [number, number, number] {
  const fifths = size.users / 5;
  const fifth = (postId * 13) % fifths;
  const other = (postId * 17) % fifths;
  return [5 * other + 1, 5 * fifth + 5, 5 * other + 3];
}

/** People join over two years, in the order of their ids. */
function joinedAt(userId: number, size: Size): number {
  return (
    firstDay + Math.floor((userId / size.users) * 730) * dayMs + (userId % 28_800) * 1000 + (userId % 1000)
  );
}

/** Posts are written over the two years after that, in the order of their ids, several at the same instant. */
function postedAt(postId: number, size: Size): number {
  return firstDay + 731 * dayMs + Math.floor((postId / size.posts) * 730 * 6) * (dayMs / 6);
}

function timestamp(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 23).replace('T', ' ');
}
