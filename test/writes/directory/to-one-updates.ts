import type { WriteCase } from '../twins/write-case.ts';

const required: readonly WriteCase[] = [
  {
    name: 'it leads to a new row',
    mutation:
      'updatePost(id: "1", data: { title: "t", author: { create: { email: "new@example.com", name: "New" } } })',
    prisma: [
      'Post',
      'update',
      {
        where: { id: 1 },
        data: { title: 't', author: { create: { email: 'new@example.com', name: 'New' } } },
      },
    ],
  },
  {
    name: 'it leads to another row',
    mutation: 'updatePost(id: "1", data: { author: { connect: { email: "eve@example.com" } } })',
    prisma: [
      'Post',
      'update',
      { where: { id: 1 }, data: { author: { connect: { email: 'eve@example.com' } } } },
    ],
  },
  {
    name: 'it leads to a row that is created for want of one',
    mutation: `updatePost(id: "1", data: { author: { connectOrCreate: {
      where: { email: "new@example.com" }, create: { email: "new@example.com", name: "New" }
    } } })`,
    prisma: [
      'Post',
      'update',
      {
        where: { id: 1 },
        data: {
          author: {
            connectOrCreate: {
              where: { email: 'new@example.com' },
              create: { email: 'new@example.com', name: 'New' },
            },
          },
        },
      },
    ],
  },
  {
    name: 'the row that it leads to is updated, and what hangs on that one',
    mutation: `updatePost(id: "3", data: { author: { update: {
      name: "Rob", manager: { update: { bio: null, posts: { updateMany: [{ where: { published: { equals: false } }, data: { published: true } }] } } }
    } } })`,
    prisma: [
      'Post',
      'update',
      {
        where: { id: 3 },
        data: {
          author: {
            update: {
              name: 'Rob',
              manager: {
                update: {
                  bio: null,
                  posts: { updateMany: [{ where: { published: false }, data: { published: true } }] },
                },
              },
            },
          },
        },
      },
    ],
  },
  {
    name: 'the row that it leads to is updated, for it is there',
    mutation: `updatePost(id: "3", data: { author: { upsert: {
      create: { email: "new@example.com", name: "New" }, update: { name: "Rob" }
    } } })`,
    prisma: [
      'Post',
      'update',
      {
        where: { id: 3 },
        data: {
          author: { upsert: { create: { email: 'new@example.com', name: 'New' }, update: { name: 'Rob' } } },
        },
      },
    ],
  },
  {
    name: 'the key of the row is moved with it',
    mutation:
      'updateMembership(userId: "2", teamId: "1", data: { user: { connect: { id: "5" } }, teamId: "3" })',
    prisma: [
      'Membership',
      'update',
      {
        where: { userId_teamId: { userId: 2, teamId: 1 } },
        data: { user: { connect: { id: 5 } }, team: { connect: { id: 3 } } },
      },
    ],
  },
];

const optional: readonly WriteCase[] = [
  {
    name: 'it leads to a new row',
    mutation: 'updateUser(id: "5", data: { manager: { create: { email: "new@example.com", name: "New" } } })',
    prisma: [
      'User',
      'update',
      { where: { id: 5 }, data: { manager: { create: { email: 'new@example.com', name: 'New' } } } },
    ],
  },
  {
    name: 'it leads to the row itself',
    mutation: 'updateUser(id: "5", data: { manager: { connect: { id: "5" } } })',
    prisma: ['User', 'update', { where: { id: 5 }, data: { manager: { connect: { id: 5 } } } }],
  },
  {
    name: 'it leads to no row any more',
    mutation: 'updateUser(id: "2", data: { manager: { disconnect: true } })',
    prisma: ['User', 'update', { where: { id: 2 }, data: { manager: { disconnect: true } } }],
  },
  {
    name: 'it is not to be led away',
    mutation: 'updateUser(id: "2", data: { manager: { disconnect: false } })',
    // Prisma's own client leads it away all the same.
    prisma: ['User', 'update', { where: { id: 2 }, data: {} }],
  },
  {
    name: 'it led to no row before',
    mutation: 'updateUser(id: "1", data: { manager: { disconnect: true } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { manager: { disconnect: true } } }],
  },
  {
    name: 'the row that it leads to is deleted',
    mutation: 'updateUser(id: "101", data: { manager: { delete: true } })',
    prisma: ['User', 'update', { where: { id: 101 }, data: { manager: { delete: true } } }],
    refused: 'NOT_FOUND',
  },
  {
    name: 'a row is created for want of one',
    mutation: `updateUser(id: "5", data: { manager: { upsert: {
      create: { email: "new@example.com", name: "New", posts: { connect: [{ id: "1" }] } }, update: { name: "x" }
    } } })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 5 },
        data: {
          manager: {
            upsert: {
              create: { email: 'new@example.com', name: 'New', posts: { connect: [{ id: 1 }] } },
              update: { name: 'x' },
            },
          },
        },
      },
    ],
  },
  {
    name: 'the row that it leads to is updated or created, and is there',
    mutation: `updateUser(id: "4", data: { manager: { upsert: {
      create: { email: "new@example.com", name: "New" }, update: { name: "x", manager: { disconnect: true } }
    } } })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 4 },
        data: {
          manager: {
            upsert: {
              create: { email: 'new@example.com', name: 'New' },
              update: { name: 'x', manager: { disconnect: true } },
            },
          },
        },
      },
    ],
  },
  {
    name: 'the row that it leads to is updated, but there is none',
    mutation: 'updateUser(id: "1", data: { name: "x", manager: { update: { name: "x" } } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { name: 'x', manager: { update: { name: 'x' } } } }],
    refused: 'NOT_FOUND',
  },
  {
    name: 'the row that it leads to is deleted, but there is none',
    mutation: 'updateUser(id: "1", data: { name: "x", manager: { delete: true } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { name: 'x', manager: { delete: true } } }],
    refused: 'NOT_FOUND',
  },
  {
    name: 'the row that it leads to is deleted, but others refer to it',
    mutation: 'updateUser(id: "2", data: { name: "x", manager: { delete: true } })',
    prisma: ['User', 'update', { where: { id: 2 }, data: { name: 'x', manager: { delete: true } } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'it leads to a row that is not there',
    mutation: 'updateUser(id: "2", data: { name: "x", manager: { connect: { email: "none@example.com" } } })',
    prisma: [
      'User',
      'update',
      { where: { id: 2 }, data: { name: 'x', manager: { connect: { email: 'none@example.com' } } } },
    ],
    refused: 'NOT_FOUND',
  },
];

/** What becomes of the row that a relation leads to. */
export const toOneUpdates = {
  'update by a relation to one': required,
  'update by a relation to one or none': optional,
};
