import type { WriteCase } from '../twins/write-case.ts';

const update: readonly WriteCase[] = [
  {
    name: 'one field is given',
    mutation: 'updateUser(id: "1", data: { name: "Ada L." })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { name: 'Ada L.' } }],
  },
  {
    name: 'a field becomes null, and what is absent stays',
    mutation: 'updateUser(id: "2", data: { managerId: null, role: ADMIN })',
    prisma: ['User', 'update', { where: { id: 2 }, data: { managerId: null, role: 'ADMIN' } }],
  },
  {
    name: 'a text becomes null',
    mutation: 'updateUser(id: "1", data: { bio: null })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { bio: null } }],
  },
  {
    name: 'nothing is given',
    mutation: 'updateUser(id: "1", data: {})',
    prisma: ['User', 'update', { where: { id: 1 }, data: {} }],
  },
  {
    name: 'nothing of a row without times is given',
    mutation: 'updateTeam(id: "1", data: {})',
    prisma: ['Team', 'update', { where: { id: 1 }, data: {} }],
  },
  {
    name: 'the row is named by another key, which changes',
    mutation: 'updateUserByEmail(email: "BOB@example.com", data: { email: "rob@example.com" })',
    prisma: ['User', 'update', { where: { email: 'BOB@example.com' }, data: { email: 'rob@example.com' } }],
  },
  {
    name: 'the row has a key of two fields, one of which changes',
    mutation: 'updateMembership(userId: "1", teamId: "1", data: { teamId: "3", role: MEMBER })',
    prisma: [
      'Membership',
      'update',
      { where: { userId_teamId: { userId: 1, teamId: 1 } }, data: { teamId: 3, role: 'MEMBER' } },
    ],
  },
  {
    name: 'there is no such row',
    mutation: 'updateUser(id: "99", data: { name: "x" })',
    prisma: ['User', 'update', { where: { id: 99 }, data: { name: 'x' } }],
    refused: 'NOT_FOUND',
  },
  {
    name: 'the new key is taken',
    mutation: 'updateUser(id: "1", data: { email: "bob@example.com" })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { email: 'bob@example.com' } }],
    refused: 'CONFLICT',
  },
  {
    name: 'the row would refer to none that is there',
    mutation: 'updatePost(id: "1", data: { authorId: "99" })',
    prisma: ['Post', 'update', { where: { id: 1 }, data: { authorId: 99 } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'null is given where there must be a value',
    mutation: 'updatePost(id: "1", data: { title: null })',
    prisma: ['Post', 'update', { where: { id: 1 }, data: { title: null } }],
    refused: 'BAD_USER_INPUT',
  },
];

const updateMany: readonly WriteCase[] = [
  {
    name: 'rows meet conditions',
    mutation:
      'updateUsers(where: { role: { equals: MEMBER }, bio: { equals: null } }, data: { bio: "None." })',
    prisma: ['User', 'updateMany', { where: { role: 'MEMBER', bio: null }, data: { bio: 'None.' } }],
  },
  {
    name: 'rows meet conditions on what hangs on them',
    mutation: `updateUsers(
      where: { OR: [{ posts: { some: { published: { equals: false } } } }, { manager: { is: { name: { equals: "Bob" } } } }] }
      data: { role: ADMIN, managerId: null }
    )`,
    prisma: [
      'User',
      'updateMany',
      {
        // Prisma's own client cannot ask for a relation to one here: on MySQL it names a column that is not there.
        where: { OR: [{ posts: { some: { published: false } } }, { managerId: 2 }] },
        data: { role: 'ADMIN', managerId: null },
      },
    ],
  },
  {
    name: 'the field that is asked about changes',
    mutation:
      'updatePosts(where: { published: { equals: true } }, data: { published: false, authorId: "2" })',
    prisma: ['Post', 'updateMany', { where: { published: true }, data: { published: false, authorId: 2 } }],
  },
  {
    name: 'every row is meant',
    mutation: 'updateTeams(where: {}, data: { name: "x" })',
    prisma: ['Team', 'updateMany', { where: {}, data: { name: 'x' } }],
  },
  {
    name: 'rows already are what they become',
    mutation: 'updateTeams(where: {}, data: { createdAt: "2020-01-01T00:00:00Z" })',
    prisma: ['Team', 'updateMany', { where: {}, data: { createdAt: '2020-01-01T00:00:00Z' } }],
  },
  {
    name: 'rows have keys of two fields',
    mutation:
      'updateMemberships(where: { team: { is: { slug: { equals: "red" } } } }, data: { teamId: "3" })',
    prisma: ['Membership', 'updateMany', { where: { team: { slug: 'red' } }, data: { teamId: 3 } }],
  },
  {
    name: 'no row meets the conditions',
    mutation: 'updateUsers(where: { id: { in: [] } }, data: { name: "x" })',
    prisma: ['User', 'updateMany', { where: { id: { in: [] } }, data: { name: 'x' } }],
  },
  {
    name: 'a pattern has signs of patterns in it',
    mutation: 'updateTeams(where: { slug: { contains: "%" } }, data: { name: "Hundred" })',
    prisma: ['Team', 'updateMany', { where: { slug: { contains: '\\%' } }, data: { name: 'Hundred' } }],
  },
  {
    name: 'the rows would have the same key',
    mutation: 'updateTeams(where: {}, data: { slug: "same" })',
    prisma: ['Team', 'updateMany', { where: {}, data: { slug: 'same' } }],
    refused: 'CONFLICT',
  },
];

const remove: readonly WriteCase[] = [
  {
    name: 'others hang on the row, which go with it or forget it',
    mutation: 'deleteTeam(id: "1")',
    prisma: ['Team', 'delete', { where: { id: 1 } }],
  },
  {
    name: 'the row is named by another key, and those that report to it report to none',
    mutation: 'deleteUserByEmail(email: "eve@example.com")',
    prisma: ['User', 'delete', { where: { email: 'eve@example.com' } }],
  },
  {
    name: 'the row has a key of two fields',
    mutation: 'deleteMembership(userId: "2", teamId: "1")',
    prisma: ['Membership', 'delete', { where: { userId_teamId: { userId: 2, teamId: 1 } } }],
  },
  {
    name: 'there is no such row',
    mutation: 'deleteMembership(userId: "1", teamId: "2")',
    prisma: ['Membership', 'delete', { where: { userId_teamId: { userId: 1, teamId: 2 } } }],
    refused: 'NOT_FOUND',
  },
  {
    name: 'another row still refers to it',
    mutation: 'deleteUser(id: "1")',
    prisma: ['User', 'delete', { where: { id: 1 } }],
    refused: 'CONSTRAINT',
  },
];

const deleteMany: readonly WriteCase[] = [
  {
    name: 'rows meet conditions',
    mutation:
      'deleteComments(where: { author: { is: { name: { in: ["Bob", "Cyn"] } } }, NOT: [{ body: { equals: "Own" } }] })',
    prisma: [
      'Comment',
      'deleteMany',
      { where: { author: { name: { in: ['Bob', 'Cyn'] } }, NOT: [{ body: 'Own' }] } },
    ],
  },
  {
    name: 'every row is meant',
    mutation: 'deletePosts(where: {})',
    prisma: ['Post', 'deleteMany', { where: {} }],
  },
  {
    name: 'rows have keys of two fields',
    mutation: 'deleteMemberships(where: { userId: { equals: "2" } })',
    prisma: ['Membership', 'deleteMany', { where: { userId: 2 } }],
  },
  {
    name: 'no row meets the conditions',
    mutation: 'deleteUsers(where: { id: { gt: "99" } })',
    prisma: ['User', 'deleteMany', { where: { id: { gt: 99 } } }],
  },
  {
    name: 'another row still refers to one of them',
    mutation: 'deleteUsers(where: { id: { in: ["4", "5", "2"] } })',
    prisma: ['User', 'deleteMany', { where: { id: { in: [4, 5, 2] } } }],
    refused: 'CONSTRAINT',
  },
];

/** Rows of one model that are updated or deleted. */
export const rootChanges = { update, updateMany, delete: remove, deleteMany };
