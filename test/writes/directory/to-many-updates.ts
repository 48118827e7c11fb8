import type { WriteCase } from '../twins/write-case.ts';

const required: readonly WriteCase[] = [
  {
    name: 'rows are created in every way',
    mutation: `updateUser(id: "5", data: {
      posts: { create: [{ title: "x", body: "x" }], createMany: { data: [{ title: "y", body: "y" }] } }
      memberships: { create: [{ teamId: "1" }, { team: { create: { slug: "new", name: "New" } }, role: OWNER }] }
    })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 5 },
        data: {
          posts: { create: [{ title: 'x', body: 'x' }], createMany: { data: [{ title: 'y', body: 'y' }] } },
          memberships: {
            create: [
              { team: { connect: { id: 1 } } },
              { team: { create: { slug: 'new', name: 'New' } }, role: 'OWNER' },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'rows are taken over, or created',
    mutation: `updateUser(id: "5", data: {
      posts: { connect: [{ id: "1" }], connectOrCreate: [{ where: { id: "2" }, create: { title: "x", body: "x" } }, { where: { id: "98" }, create: { title: "y", body: "y" } }] }
      memberships: { connectOrCreate: [{ where: { userId_teamId: { userId: "5", teamId: "1" } }, create: { teamId: "1" } }] }
    })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 5 },
        data: {
          posts: {
            connect: [{ id: 1 }],
            connectOrCreate: [
              { where: { id: 2 }, create: { title: 'x', body: 'x' } },
              { where: { id: 98 }, create: { title: 'y', body: 'y' } },
            ],
          },
          memberships: {
            connectOrCreate: [{ where: { userId_teamId: { userId: 5, teamId: 1 } }, create: { teamId: 1 } }],
          },
        },
      },
    ],
  },
  {
    name: 'rows are updated, and what hangs on them',
    mutation: `updateUser(id: "1", data: { posts: { update: [
      { where: { id: "1" }, data: { title: "x", comments: { update: [{ where: { id: "1" }, data: { body: "x", author: { connect: { id: "5" } } } }] } } }
      { where: { id: "2" }, data: { published: true } }
    ] } })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: {
          posts: {
            update: [
              {
                where: { id: 1 },
                data: {
                  title: 'x',
                  comments: {
                    update: [{ where: { id: 1 }, data: { body: 'x', author: { connect: { id: 5 } } } }],
                  },
                },
              },
              { where: { id: 2 }, data: { published: true } },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'rows that meet conditions are updated',
    mutation: `updateUser(id: "1", data: {
      posts: { updateMany: [
        { where: { title: { startsWith: "F" }, OR: [{ published: { equals: true } }, { body: { equals: "null?" } }] }, data: { title: "x" } }
        { where: { NOT: [{ published: { equals: true } }] }, data: { published: true, body: "y" } }
      ] }
      memberships: { updateMany: [{ where: {}, data: { role: MEMBER } }] }
    })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: {
          posts: {
            updateMany: [
              {
                where: { title: { startsWith: 'F' }, OR: [{ published: true }, { body: 'null?' }] },
                data: { title: 'x' },
              },
              { where: { NOT: [{ published: true }] }, data: { published: true, body: 'y' } },
            ],
          },
          memberships: { updateMany: [{ where: {}, data: { role: 'MEMBER' } }] },
        },
      },
    ],
  },
  {
    name: 'rows are updated or created',
    mutation: `updateUser(id: "1", data: {
      posts: { upsert: [
        { where: { id: "1" }, create: { title: "x", body: "x" }, update: { title: "y" } }
        { where: { id: "99" }, create: { title: "x", body: "x" }, update: { title: "y" } }
      ] }
      memberships: { upsert: [{ where: { userId_teamId: { userId: "1", teamId: "3" } }, create: { teamId: "3" }, update: { role: OWNER } }] }
    })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: {
          posts: {
            upsert: [
              { where: { id: 1 }, create: { title: 'x', body: 'x' }, update: { title: 'y' } },
              { where: { id: 99 }, create: { title: 'x', body: 'x' }, update: { title: 'y' } },
            ],
          },
          memberships: {
            upsert: [
              {
                where: { userId_teamId: { userId: 1, teamId: 3 } },
                create: { teamId: 3 },
                update: { role: 'OWNER' },
              },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'rows are deleted by their keys and by conditions',
    mutation: `updateUser(id: "1", data: {
      posts: { delete: [{ id: "2" }], deleteMany: [{ title: { equals: "First" } }] }
      memberships: { delete: [{ userId_teamId: { userId: "1", teamId: "1" } }] }
    })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: {
          posts: { delete: [{ id: 2 }], deleteMany: [{ title: 'First' }] },
          memberships: { delete: [{ userId_teamId: { userId: 1, teamId: 1 } }] },
        },
      },
    ],
  },
  {
    name: 'rows that meet any of several conditions are deleted',
    mutation: `updateUser(id: "2", data: {
      memberships: { deleteMany: [{ role: { equals: OWNER } }, { teamId: { in: ["1"] } }] }
    })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 2 },
        data: { memberships: { deleteMany: [{ role: 'OWNER' }, { teamId: { in: [1] } }] } },
      },
    ],
  },
  {
    name: 'the rows are to be those that they are',
    mutation: 'updateUser(id: "1", data: { posts: { set: [{ id: "1" }, { id: "2" }] } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { posts: { set: [{ id: 1 }, { id: 2 }] } } }],
  },
  {
    name: 'the rows are to be more than they are',
    mutation: 'updateUser(id: "1", data: { posts: { set: [{ id: "1" }, { id: "2" }, { id: "3" }] } })',
    prisma: [
      'User',
      'update',
      { where: { id: 1 }, data: { posts: { set: [{ id: 1 }, { id: 2 }, { id: 3 }] } } },
    ],
  },
  {
    name: 'a row would be left out, and can be nobody else’s',
    mutation: 'updateUser(id: "1", data: { name: "x", posts: { set: [{ id: "1" }] } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { name: 'x', posts: { set: [{ id: 1 }] } } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'a row that is to be updated is another one’s',
    mutation:
      'updateUser(id: "1", data: { name: "x", posts: { update: [{ where: { id: "3" }, data: { title: "x" } }] } })',
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: { name: 'x', posts: { update: [{ where: { id: 3 }, data: { title: 'x' } }] } },
      },
    ],
    refused: 'NOT_FOUND',
  },
  {
    name: 'a row that is to be deleted is another one’s',
    mutation: 'updateUser(id: "1", data: { name: "x", posts: { delete: [{ id: "3" }] } })',
    prisma: ['User', 'update', { where: { id: 1 }, data: { name: 'x', posts: { delete: [{ id: 3 }] } } }],
    refused: 'NOT_FOUND',
  },
  {
    name: 'a row that is to be updated or created is another one’s',
    mutation: `updateUser(id: "1", data: { posts: { upsert: [
      { where: { id: "3" }, create: { title: "x", body: "x" }, update: { title: "y" } }
    ] } })`,
    prisma: [
      'User',
      'update',
      {
        where: { id: 1 },
        data: {
          posts: {
            upsert: [{ where: { id: 3 }, create: { title: 'x', body: 'x' }, update: { title: 'y' } }],
          },
        },
      },
    ],
  },
  {
    name: 'a row that is to be taken over is not there',
    mutation: 'updateUser(id: "1", data: { name: "x", posts: { connect: [{ id: "3" }, { id: "99" }] } })',
    prisma: [
      'User',
      'update',
      { where: { id: 1 }, data: { name: 'x', posts: { connect: [{ id: 3 }, { id: 99 }] } } },
    ],
    refused: 'NOT_FOUND',
  },
  {
    name: 'the last of many new rows refers to none that is there',
    mutation:
      'updateUser(id: "5", data: { name: "x", memberships: { createMany: { data: [{ teamId: "1" }, { teamId: "99" }] } } })',
    prisma: [
      'User',
      'update',
      {
        where: { id: 5 },
        data: { name: 'x', memberships: { createMany: { data: [{ teamId: 1 }, { teamId: 99 }] } } },
      },
    ],
    refused: 'CONSTRAINT',
  },
];

/** What becomes of the rows that refer to one, and must refer to one. */
export const toManyUpdates = { 'update by a relation to many': required };
