import type { WriteCase } from '../twins/write-case.ts';

const create: readonly WriteCase[] = [
  {
    name: 'a row is given the least',
    mutation: 'createUser(data: { email: "new@example.com", name: "New" })',
    prisma: ['User', 'create', { data: { email: 'new@example.com', name: 'New' } }],
  },
  {
    name: 'a row is given all of its fields',
    mutation: `createUser(data: {
      email: "new@example.com", name: "Ñew 🙂", bio: null, role: ADMIN, managerId: "3"
      createdAt: "2021-02-03T04:05:06.789Z", updatedAt: "2022-02-03T04:05:06+01:00"
    })`,
    prisma: [
      'User',
      'create',
      {
        data: {
          email: 'new@example.com',
          name: 'Ñew 🙂',
          bio: null,
          role: 'ADMIN',
          managerId: 3,
          createdAt: '2021-02-03T04:05:06.789Z',
          updatedAt: '2022-02-03T03:05:06.000Z',
        },
      },
    ],
  },
  {
    name: 'a row has a key of two fields',
    mutation: 'createMembership(data: { userId: "5", teamId: "3", role: OWNER })',
    prisma: ['Membership', 'create', { data: { userId: 5, teamId: 3, role: 'OWNER' } }],
  },
  {
    name: 'the unique key is taken',
    mutation: 'createUser(data: { email: "ADA@example.com", name: "New" })',
    prisma: ['User', 'create', { data: { email: 'ADA@example.com', name: 'New' } }],
    refused: 'CONFLICT',
  },
  {
    name: 'the key of two fields is taken',
    mutation: 'createMembership(data: { userId: "1", teamId: "1" })',
    prisma: ['Membership', 'create', { data: { userId: 1, teamId: 1 } }],
    refused: 'CONFLICT',
  },
  {
    name: 'what the row refers to is not there',
    mutation: 'createPost(data: { title: "x", body: "x", authorId: "99" })',
    prisma: ['Post', 'create', { data: { title: 'x', body: 'x', authorId: 99 } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'a text is too long',
    mutation: `createUser(data: { email: "new@example.com", name: "${'x'.repeat(192)}" })`,
    prisma: ['User', 'create', { data: { email: 'new@example.com', name: 'x'.repeat(192) } }],
    refused: 'BAD_USER_INPUT',
  },
  {
    name: 'a date is no date',
    mutation:
      'createUser(data: { email: "new@example.com", name: "New", createdAt: "2021-02-30T00:00:00Z" })',
    prisma: [
      'User',
      'create',
      { data: { email: 'new@example.com', name: 'New', createdAt: '2021-02-30T25:00:00Z' } },
    ],
    refused: 'BAD_USER_INPUT',
  },
];

const createMany: readonly WriteCase[] = [
  {
    name: 'rows are given different fields',
    mutation: `createUsers(data: [
      { email: "n1@example.com", name: "N1" }
      { email: "n2@example.com", name: "N2", bio: "Two", role: ADMIN, managerId: "1" }
      { email: "n3@example.com", name: "N3", bio: null }
    ])`,
    prisma: [
      'User',
      'createMany',
      {
        data: [
          { email: 'n1@example.com', name: 'N1' },
          { email: 'n2@example.com', name: 'N2', bio: 'Two', role: 'ADMIN', managerId: 1 },
          { email: 'n3@example.com', name: 'N3', bio: null },
        ],
      },
    ],
  },
  {
    name: 'there are no rows',
    mutation: 'createUsers(data: [])',
    prisma: ['User', 'createMany', { data: [] }],
  },
  {
    name: 'rows have keys of two fields',
    mutation:
      'createMemberships(data: [{ userId: "5", teamId: "3" }, { userId: "5", teamId: "1", role: OWNER }])',
    prisma: [
      'Membership',
      'createMany',
      {
        data: [
          { userId: 5, teamId: 3 },
          { userId: 5, teamId: 1, role: 'OWNER' },
        ],
      },
    ],
  },
  {
    name: 'the last row has a key that is taken',
    mutation: 'createTeams(data: [{ slug: "new", name: "x" }, { slug: "red", name: "x" }])',
    prisma: [
      'Team',
      'createMany',
      {
        data: [
          { slug: 'new', name: 'x' },
          { slug: 'red', name: 'x' },
        ],
      },
    ],
    refused: 'CONFLICT',
  },
  {
    name: 'two rows have the same key',
    mutation: 'createTeams(data: [{ slug: "new", name: "x" }, { slug: "new", name: "y" }])',
    prisma: [
      'Team',
      'createMany',
      {
        data: [
          { slug: 'new', name: 'x' },
          { slug: 'new', name: 'y' },
        ],
      },
    ],
    refused: 'CONFLICT',
  },
];

const upsert: readonly WriteCase[] = [
  {
    name: 'the row is there',
    mutation: `upsertUser(
      where: { email: "ada@example.com" }, create: { email: "ada@example.com", name: "New" }, update: { name: "Old" }
    )`,
    prisma: [
      'User',
      'upsert',
      {
        where: { email: 'ada@example.com' },
        create: { email: 'ada@example.com', name: 'New' },
        update: { name: 'Old' },
      },
    ],
  },
  {
    name: 'the row is not there',
    mutation: `upsertUser(
      where: { email: "new@example.com" }, create: { email: "new@example.com", name: "New" }, update: { name: "Old" }
    )`,
    prisma: [
      'User',
      'upsert',
      {
        where: { email: 'new@example.com' },
        create: { email: 'new@example.com', name: 'New' },
        update: { name: 'Old' },
      },
    ],
  },
  {
    name: 'the new row has another key than was looked for',
    mutation:
      'upsertTeam(where: { id: "99" }, create: { slug: "new", name: "New" }, update: { name: "Old" })',
    prisma: [
      'Team',
      'upsert',
      { where: { id: 99 }, create: { slug: 'new', name: 'New' }, update: { name: 'Old' } },
    ],
  },
  {
    name: 'the row with a key of two fields is there',
    mutation: `upsertMembership(
      where: { userId_teamId: { userId: "1", teamId: "1" } }, create: { userId: "1", teamId: "1" }, update: { role: MEMBER }
    )`,
    prisma: [
      'Membership',
      'upsert',
      {
        where: { userId_teamId: { userId: 1, teamId: 1 } },
        create: { userId: 1, teamId: 1 },
        update: { role: 'MEMBER' },
      },
    ],
  },
  {
    name: 'the row with a key of two fields is not there',
    mutation: `upsertMembership(
      where: { userId_teamId: { userId: "5", teamId: "1" } }, create: { userId: "5", teamId: "1" }, update: { role: MEMBER }
    )`,
    prisma: [
      'Membership',
      'upsert',
      {
        where: { userId_teamId: { userId: 5, teamId: 1 } },
        create: { userId: 5, teamId: 1 },
        update: { role: 'MEMBER' },
      },
    ],
  },
  {
    name: 'rows hang on the one that is created',
    mutation: `upsertUser(
      where: { id: "99" }
      create: { email: "new@example.com", name: "New", posts: { create: [{ title: "x", body: "x" }] } }
      update: { posts: { deleteMany: [{}] } }
    )`,
    prisma: [
      'User',
      'upsert',
      {
        where: { id: 99 },
        create: { email: 'new@example.com', name: 'New', posts: { create: [{ title: 'x', body: 'x' }] } },
        update: { posts: { deleteMany: [{}] } },
      },
    ],
  },
  {
    name: 'rows that hang on the one that is updated are replaced',
    mutation: `upsertUser(
      where: { id: "3" }
      create: { email: "new@example.com", name: "New", posts: { create: [{ title: "x", body: "x" }] } }
      update: { posts: { deleteMany: [{}], create: [{ title: "y", body: "y" }] } }
    )`,
    prisma: [
      'User',
      'upsert',
      {
        where: { id: 3 },
        create: { email: 'new@example.com', name: 'New', posts: { create: [{ title: 'x', body: 'x' }] } },
        update: { posts: { deleteMany: [{}], create: [{ title: 'y', body: 'y' }] } },
      },
    ],
  },
  {
    name: 'the new row has a key that is taken',
    mutation:
      'upsertTeam(where: { id: "99" }, create: { slug: "red", name: "New" }, update: { name: "Old" })',
    prisma: [
      'Team',
      'upsert',
      { where: { id: 99 }, create: { slug: 'red', name: 'New' }, update: { name: 'Old' } },
    ],
    refused: 'CONFLICT',
  },
];

/** Rows of one model that are created, if need be. */
export const rootCreations = { create, createMany, upsert };
