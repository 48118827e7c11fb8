import type { WriteCase } from '../twins/write-case.ts';

const loose: readonly WriteCase[] = [
  {
    name: 'the rows are to be others than they are',
    mutation: 'updateUser(id: "1", data: { reports: { set: [{ id: "3" }, { email: "eve@example.com" }] } })',
    prisma: [
      'User',
      'update',
      { where: { id: 1 }, data: { reports: { set: [{ id: 3 }, { email: 'eve@example.com' }] } } },
    ],
  },
  {
    name: 'there are to be no rows',
    mutation: 'updateUser(id: "1", data: { reports: { set: [] } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { reports: { set: [] } } }],
  },
  {
    name: 'rows are taken out',
    mutation:
      'updateUser(id: "1", data: { reports: { disconnect: [{ id: "2" }, { email: "cyn@example.com" }] } })',
    prisma: [
      'User',
      'update',
      { where: { id: 1 }, data: { reports: { disconnect: [{ id: 2 }, { email: 'cyn@example.com' }] } } },
    ],
  },
  {
    name: 'a row is taken out that is another one’s',
    mutation: 'updateUser(id: "1", data: { reports: { disconnect: [{ id: "4" }] } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { reports: { disconnect: [{ id: 4 }] } } }],
  },
  {
    name: 'a row is taken out that is not there',
    mutation: 'updateUser(id: "1", data: { reports: { disconnect: [{ id: "99" }] } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { reports: { disconnect: [{ id: 99 }] } } }],
  },
  {
    name: 'everything happens by one relation',
    mutation: `updateUser(id: "1", data: { reports: {
      create: [{ email: "n1@example.com", name: "N1" }]
      createMany: { data: [{ email: "n2@example.com", name: "N2" }] }
      connect: [{ id: "5" }]
      connectOrCreate: [{ where: { id: "98" }, create: { email: "n3@example.com", name: "N3" } }]
      disconnect: [{ id: "3" }]
      update: [{ where: { id: "2" }, data: { role: ADMIN } }]
      updateMany: [{ where: { role: { equals: MEMBER } }, data: { bio: "Many." } }]
      upsert: [{ where: { id: "4" }, create: { email: "n4@example.com", name: "N4" }, update: { bio: null } }]
      deleteMany: [{ name: { equals: "N2" } }]
    } })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: {
          reports: {
            deleteMany: [{ name: 'N2' }],
            disconnect: [{ id: 3 }],
            updateMany: [{ where: { role: 'MEMBER' }, data: { bio: 'Many.' } }],
            update: [{ where: { id: 2 }, data: { role: 'ADMIN' } }],
            upsert: [
              { where: { id: 4 }, create: { email: 'n4@example.com', name: 'N4' }, update: { bio: null } },
            ],
            create: [{ email: 'n1@example.com', name: 'N1' }],
            createMany: { data: [{ email: 'n2@example.com', name: 'N2' }] },
            connectOrCreate: [{ where: { id: 98 }, create: { email: 'n3@example.com', name: 'N3' } }],
            connect: [{ id: 5 }],
          },
        },
      },
    ],
  },
  {
    name: 'rows hang on rows that hang on it',
    mutation: `updateUser(id: "1", data: { reports: { update: [{ where: { id: "2" }, data: {
      reports: { disconnect: [{ id: "4" }], create: [{ email: "n1@example.com", name: "N1", posts: { create: [{ title: "x", body: "x" }] } }] }
      posts: { deleteMany: [{}] }
    } }] } })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: {
          reports: {
            update: [
              {
                where: { id: 2 },
                data: {
                  reports: {
                    disconnect: [{ id: 4 }],
                    create: [
                      { email: 'n1@example.com', name: 'N1', posts: { create: [{ title: 'x', body: 'x' }] } },
                    ],
                  },
                  posts: { deleteMany: [{}] },
                },
              },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'rows hang on it by its column and by its relation',
    mutation:
      'updateUser(id: "2", data: { managerId: "5", posts: { create: [{ title: "x", body: "x" }] }, comments: { connect: [{ id: "2" }] } })',
    prisma: [
      'User',
      'update',
      {
        where: { id: 2 },
        data: {
          managerId: 5,
          posts: { create: [{ title: 'x', body: 'x' }] },
          comments: { connect: [{ id: 2 }] },
        },
      },
    ],
  },
  {
    name: 'a row that is to be deleted is another one’s',
    mutation: 'updateUser(id: "1", data: { name: "x", reports: { delete: [{ id: "4" }] } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { name: 'x', reports: { delete: [{ id: 4 }] } } }],
    refused: 'NOT_FOUND',
  },
  {
    name: 'the second of two rows has a key that is taken, two levels down',
    mutation: `updateUser(id: "1", data: { name: "x", reports: { update: [{ where: { id: "2" }, data: {
      reports: { create: [{ email: "n1@example.com", name: "N1" }, { email: "eve@example.com", name: "N2" }] }
    } }] } })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: {
          name: 'x',
          reports: {
            update: [
              {
                where: { id: 2 },
                data: {
                  reports: {
                    create: [
                      { email: 'n1@example.com', name: 'N1' },
                      { email: 'eve@example.com', name: 'N2' },
                    ],
                  },
                },
              },
            ],
          },
        },
      },
    ],
    refused: 'CONFLICT',
  },
];

/** What becomes of the rows that refer to one, and may refer to none. */
export const toLooseUpdates = { 'update by a relation to many that may be nobody’s': loose };
