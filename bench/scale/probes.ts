import { grows, type Probe, reads, writes } from './probe.ts';

/** Keys of rows in the directory, which depend on its size. */
export interface ProbeKeys {
  /** The cursor of a comment at 90 % of the table. */
  readonly cursor: string;
  readonly user: number;
  readonly post: number;
  readonly comment: number;
  readonly lastComment: number;
}

/** Builds all probes, in the order of the table. */
export function buildProbes(keys: ProbeKeys): readonly Probe[] {
  return [readingProbes, filterProbes, countAndOrderProbes, writingProbes].flatMap((build) => build(keys));
}

/** Writes the document of 20 rows of a list that a filter selects. */
function page(list: string, where: string): string {
  return `{ ${list}(first: 20, where: ${where}) { nodes { id } } }`;
}

/** The same of the last rows, which are the newest. */
function lastPage(list: string, where: string): string {
  return `{ ${list}(last: 20, where: ${where}) { nodes { id } } }`;
}

const tree =
  'nodes { name posts(first: 5) { nodes { title author { name } comments(first: 3) { nodes { body author { name } } } } } }';

/** Builds those of lookups, pages and trees. */
function readingProbes({ cursor, user }: ProbeKeys): readonly Probe[] {
  return [
    reads('lookup by id', `{ user(id: ${user}) { name } }`),
    reads('lookup by email', `{ userByEmail(email: "user${user}@example.com") { name } }`),
    reads('first page', '{ comments(first: 20) { nodes { body } } }'),
    reads(
      'page at 90 %',
      'query ($after: String) { comments(first: 20, after: $after) { nodes { body } } }',
      {
        after: cursor,
      },
    ),
    reads('last', '{ comments(last: 20) { nodes { body } } }'),
    reads('tree', `{ users(first: 20) { ${tree} } }`),
    reads('tree, last', `{ users(last: 20) { ${tree} } }`),
    reads(
      'page of each parent, filtered two deep',
      `{ posts(last: 20) { nodes { comments(first: 3, where: { author: { is: { manager: { is: { email: { equals: "user2@example.com" } } } } } }) { nodes { id } } } } }`,
    ),
    grows(
      'page of each heavy parent, filtered two deep',
      `{ posts(first: 20) { nodes { comments(first: 3, where: { author: { is: { manager: { is: { email: { equals: "user2@example.com" } } } } } }) { nodes { id } } } } }`,
      'reads the 10,000 rows of these parents',
    ),
  ];
}

const scan = 'no index serves contains: a scan; a FULLTEXT index or another condition helps';
const rows = 'counts every row that matches';

/** Builds those of filters over relations, with a value that many rows, few rows and no row have. */
function filterProbes({ user, post, comment }: ProbeKeys): readonly Probe[] {
  return [
    reads('is, common', page('comments', '{ post: { is: { published: { equals: false } } } }')),
    reads(
      'is, rare',
      page('comments', `{ author: { is: { email: { equals: "user${user}@example.com" } } } }`),
    ),
    reads('is, absent', page('comments', '{ author: { is: { email: { equals: "nobody@example.com" } } } }')),
    reads(
      'is, two deep, common',
      page('comments', '{ post: { is: { author: { is: { role: { equals: ADMIN } } } } } }'),
    ),
    reads(
      'is, two deep, rare',
      page(
        'comments',
        `{ post: { is: { author: { is: { email: { equals: "user${user}@example.com" } } } } } }`,
      ),
    ),
    reads(
      'is, two deep, absent',
      page('comments', '{ post: { is: { author: { is: { email: { equals: "nobody@example.com" } } } } } }'),
    ),
    reads(
      'is, three deep, rare',
      page(
        'comments',
        '{ post: { is: { author: { is: { manager: { is: { email: { equals: "user777@example.com" } } } } } } } }',
      ),
    ),
    reads(
      'is beside is, rare',
      page(
        'comments',
        '{ post: { is: { id: { equals: 4242 } } }, author: { is: { role: { equals: MEMBER } } } }',
      ),
    ),
    reads('some of all', page('users', '{ posts: { some: {} } }')),
    reads('some, common', page('users', '{ posts: { some: { published: { equals: false } } } }')),
    reads('some, rare', page('users', `{ posts: { some: { id: { equals: ${post} } } } }`)),
    reads('some, absent', page('users', '{ posts: { some: { id: { equals: 0 } } } }')),
    reads('some, contains, common', page('users', '{ comments: { some: { body: { contains: "index" } } } }')),
    grows(
      'some, contains, absent',
      page('users', '{ comments: { some: { body: { contains: "zebra" } } } }'),
      scan,
    ),
    reads(
      'some, two deep, common',
      page('users', '{ posts: { some: { comments: { some: { body: { contains: "index" } } } } } }'),
    ),
    reads(
      'some, two deep, rare',
      page('users', `{ posts: { some: { comments: { some: { id: { equals: ${comment} } } } } } }`),
    ),
    reads(
      'some, two deep, absent',
      page('users', '{ posts: { some: { comments: { some: { id: { equals: 0 } } } } } }'),
    ),
    reads(
      'some through two tables, rare',
      page(
        'teams',
        `{ memberships: { some: { user: { is: { email: { equals: "user${user}@example.com" } } } } } }`,
      ),
    ),
    reads('none of all', lastPage('posts', '{ comments: { none: {} } }')),
    reads('none, common', lastPage('posts', '{ comments: { none: { body: { contains: "zebra" } } } }')),
    reads('none, rare', page('users', '{ posts: { none: { published: { equals: true } } } }')),
    reads('none, indexed', page('users', `{ posts: { none: { id: { equals: ${post} } } } }`)),
    reads(
      'none, two deep',
      lastPage('users', '{ posts: { none: { comments: { some: { body: { contains: "zebra" } } } } } }'),
    ),
    grows('none, absent', page('users', '{ comments: { none: { id: { gt: 0 } } } }'), 'no row matches'),
    reads('every, common', page('posts', '{ comments: { every: { authorId: { gte: 1 } } } }')),
    reads('every, rare', lastPage('posts', '{ comments: { every: { body: { contains: "index" } } } }')),
    reads(
      'every, two deep',
      page('users', '{ posts: { every: { comments: { every: { authorId: { gte: 1 } } } } } }'),
    ),
    reads('isNot, common', page('comments', '{ post: { isNot: { published: { equals: false } } } }')),
    reads(
      'isNot, indexed',
      page('comments', `{ author: { isNot: { email: { equals: "user${user}@example.com" } } } }`),
    ),
    reads(
      'isNot, two deep',
      page('comments', '{ post: { isNot: { author: { is: { role: { equals: ADMIN } } } } } }'),
    ),
    reads('isNot null', page('users', '{ manager: { isNot: null } }')),
    reads('is null', page('users', '{ manager: { is: null } }')),
    reads('count of related rows', page('posts', '{ comments: { count: { gte: 5 } } }')),
    reads('field, rare', page('users', `{ email: { equals: "user${user}@example.com" } }`)),
    grows('field, unindexed', page('users', '{ name: { equals: "Uma Fontaine" } }'), 'no index serves name'),
    reads('contains, common', page('comments', '{ body: { contains: "index" } }')),
    grows('contains, absent', page('comments', '{ body: { contains: "zebra" } }'), scan),
  ];
}

/** Builds those of counts, and of orders that no index gives. */
function countAndOrderProbes({ user }: ProbeKeys): readonly Probe[] {
  return [
    grows('totalCount of all', '{ comments { totalCount } }', rows),
    reads(
      'totalCount, two deep, rare',
      `{ comments(where: { post: { is: { author: { is: { email: { equals: "user${user}@example.com" } } } } } }) { totalCount } }`,
    ),
    reads(
      'aggregate, two deep, absent',
      '{ comments(where: { post: { is: { author: { is: { email: { equals: "nobody@example.com" } } } } } }) { aggregate { count max { createdAt } } } }',
    ),
    reads('counts of 20 parents', '{ posts(first: 20) { nodes { comments { totalCount } } } }'),
    grows(
      'order by a field of related rows',
      '{ comments(first: 20, orderBy: [{ author: { name: asc } }]) { nodes { id } } }',
      'sorts every row; leave the order out with @gather.noOrder',
    ),
    grows(
      'order by the number of related rows',
      '{ posts(first: 20, orderBy: [{ comments: { count: desc } }]) { nodes { id } } }',
      'counts for every row; leave the order out with @gather.noOrder',
    ),
    grows(
      'order by an unindexed field',
      '{ posts(first: 20, orderBy: [{ createdAt: desc }]) { nodes { title } } }',
      'sorts every row; an index on createdAt helps',
    ),
    grows(
      'order by an unindexed field, long texts',
      '{ posts(first: 20, orderBy: [{ createdAt: desc }]) { nodes { title body } } }',
      'sorts every row; an index on createdAt helps',
    ),
  ];
}

/** Builds those of updates and deletes by a filter. */
function writingProbes({ user, post, lastComment }: ProbeKeys): readonly Probe[] {
  return [
    writes(
      'update, unindexed, rare',
      'updateUsers(where: { name: { equals: "Ada Abara" } }, data: { bio: "changed" }) { count }',
      'no index serves name',
    ),
    writes(
      'update, unindexed, absent',
      'updateUsers(where: { name: { equals: "Nobody" } }, data: { bio: "changed" }) { count }',
      'no index serves name',
    ),
    writes(
      'update, indexed, rare',
      `updateUsers(where: { email: { equals: "user${user}@example.com" } }, data: { bio: "changed" }) { count }`,
    ),
    writes(
      'update, two deep, rare',
      `updateComments(where: { post: { is: { author: { is: { email: { equals: "user${user}@example.com" } } } } } }, data: { body: "changed" }) { count }`,
    ),
    writes(
      'update, some, rare',
      `updateUsers(where: { posts: { some: { id: { equals: ${post} } } } }, data: { bio: "changed" }) { count }`,
    ),
    writes(
      'delete, contains, absent',
      'deleteComments(where: { body: { contains: "zebra" } }) { count }',
      scan,
    ),
    writes('delete, indexed, rare', `deleteComments(where: { authorId: { equals: "${user}" } }) { count }`),
    writes(
      'delete, two deep, absent',
      'deleteComments(where: { post: { is: { author: { is: { email: { equals: "nobody@example.com" } } } } } }) { count }',
    ),
    writes('delete, a range', `deleteComments(where: { id: { gt: ${lastComment - 100} } }) { count }`),
  ];
}
