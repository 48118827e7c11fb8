import type { WriteCase } from '../twins/write-case.ts';

const toOne: readonly WriteCase[] = [
  {
    name: 'a new row refers to another new row',
    mutation: `createPost(data: {
      title: "x", body: "x", author: { create: { email: "new@example.com", name: "New" } }
    })`,
    prisma: [
      'Post',
      'create',
      { data: { title: 'x', body: 'x', author: { create: { email: 'new@example.com', name: 'New' } } } },
    ],
  },
  {
    name: 'a new row refers to one by another key',
    mutation:
      'createPost(data: { title: "x", body: "x", author: { connect: { email: "eve@example.com" } } })',
    prisma: [
      'Post',
      'create',
      { data: { title: 'x', body: 'x', author: { connect: { email: 'eve@example.com' } } } },
    ],
  },
  {
    name: 'a new row refers to one that is there or created, which is there',
    mutation: `createPost(data: { title: "x", body: "x", author: { connectOrCreate: {
      where: { email: "eve@example.com" }, create: { email: "eve@example.com", name: "New" }
    } } })`,
    prisma: [
      'Post',
      'create',
      {
        data: {
          title: 'x',
          body: 'x',
          author: {
            connectOrCreate: {
              where: { email: 'eve@example.com' },
              create: { email: 'eve@example.com', name: 'New' },
            },
          },
        },
      },
    ],
  },
  {
    name: 'a new row refers to one that is there or created, which is created',
    mutation: `createPost(data: { title: "x", body: "x", author: { connectOrCreate: {
      where: { id: "99" }, create: { email: "new@example.com", name: "New", managerId: "1" }
    } } })`,
    prisma: [
      'Post',
      'create',
      {
        data: {
          title: 'x',
          body: 'x',
          author: {
            connectOrCreate: {
              where: { id: 99 },
              create: { email: 'new@example.com', name: 'New', manager: { connect: { id: 1 } } },
            },
          },
        },
      },
    ],
  },
  {
    name: 'a new row refers to two others, one by its column and one by its relation',
    mutation: 'createComment(data: { body: "x", postId: "1", author: { connect: { id: "5" } } })',
    prisma: [
      'Comment',
      'create',
      { data: { body: 'x', post: { connect: { id: 1 } }, author: { connect: { id: 5 } } } },
    ],
  },
  {
    name: 'the key of a new row is that of two new rows',
    mutation: `createMembership(data: {
      user: { create: { email: "new@example.com", name: "New" } }, team: { create: { slug: "new", name: "New" } }
    })`,
    prisma: [
      'Membership',
      'create',
      {
        data: {
          user: { create: { email: 'new@example.com', name: 'New' } },
          team: { create: { slug: 'new', name: 'New' } },
        },
      },
    ],
  },
  {
    name: 'a new row refers to one of its own kind, which refers to a third',
    mutation: `createUser(data: { email: "n1@example.com", name: "N1", manager: { create: {
      email: "n2@example.com", name: "N2", manager: { create: { email: "n3@example.com", name: "N3", posts: { create: [{ title: "x", body: "x" }] } } }
    } } })`,
    prisma: [
      'User',
      'create',
      {
        data: {
          email: 'n1@example.com',
          name: 'N1',
          manager: {
            create: {
              email: 'n2@example.com',
              name: 'N2',
              manager: {
                create: {
                  email: 'n3@example.com',
                  name: 'N3',
                  posts: { create: [{ title: 'x', body: 'x' }] },
                },
              },
            },
          },
        },
      },
    ],
  },
];

const toMany: readonly WriteCase[] = [
  {
    name: 'rows hang on a new one, and others on them',
    mutation: `createUser(data: { email: "new@example.com", name: "New", posts: { create: [
      { title: "x", body: "x", comments: { create: [{ body: "a", authorId: "1" }, { body: "b", author: { connect: { email: "bob@example.com" } } }] } }
      { title: "y", body: "y", published: true }
    ] } })`,
    prisma: [
      'User',
      'create',
      {
        data: {
          email: 'new@example.com',
          name: 'New',
          posts: {
            create: [
              {
                title: 'x',
                body: 'x',
                comments: {
                  create: [
                    { body: 'a', author: { connect: { id: 1 } } },
                    { body: 'b', author: { connect: { email: 'bob@example.com' } } },
                  ],
                },
              },
              { title: 'y', body: 'y', published: true },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'many rows hang on a new one',
    mutation: `createUser(data: { email: "new@example.com", name: "New", managerId: "1",
      posts: { createMany: { data: [{ title: "x", body: "x" }, { title: "y", body: "y", published: true }] } }
      reports: { createMany: { data: [{ email: "n1@example.com", name: "N1" }, { email: "n2@example.com", name: "N2", bio: "x" }] } }
      memberships: { createMany: { data: [{ teamId: "1" }, { teamId: "2", role: OWNER }] } }
    })`,
    prisma: [
      'User',
      'create',
      {
        data: {
          email: 'new@example.com',
          name: 'New',
          managerId: 1,
          posts: {
            createMany: {
              data: [
                { title: 'x', body: 'x' },
                { title: 'y', body: 'y', published: true },
              ],
            },
          },
          reports: {
            createMany: {
              data: [
                { email: 'n1@example.com', name: 'N1' },
                { email: 'n2@example.com', name: 'N2', bio: 'x' },
              ],
            },
          },
          memberships: { createMany: { data: [{ teamId: 1 }, { teamId: 2, role: 'OWNER' }] } },
        },
      },
    ],
  },
  {
    name: 'a new row takes others over',
    mutation: `createUser(data: { email: "new@example.com", name: "New",
      reports: { connect: [{ id: "3" }, { email: "dan@example.com" }] }
      posts: { connect: [{ id: "1" }, { id: "4" }] }
      memberships: { connect: [{ userId_teamId: { userId: "1", teamId: "1" } }] }
    })`,
    prisma: [
      'User',
      'create',
      {
        data: {
          email: 'new@example.com',
          name: 'New',
          reports: { connect: [{ id: 3 }, { email: 'dan@example.com' }] },
          posts: { connect: [{ id: 1 }, { id: 4 }] },
          memberships: { connect: [{ userId_teamId: { userId: 1, teamId: 1 } }] },
        },
      },
    ],
  },
  {
    name: 'a new row takes others over, or creates them',
    mutation: `createUser(data: { email: "new@example.com", name: "New", posts: { connectOrCreate: [
      { where: { id: "1" }, create: { title: "x", body: "x" } }
      { where: { id: "99" }, create: { title: "y", body: "y", comments: { create: [{ body: "z", authorId: "1" }] } } }
    ] } })`,
    prisma: [
      'User',
      'create',
      {
        data: {
          email: 'new@example.com',
          name: 'New',
          posts: {
            connectOrCreate: [
              { where: { id: 1 }, create: { title: 'x', body: 'x' } },
              {
                where: { id: 99 },
                create: { title: 'y', body: 'y', comments: { create: [{ body: 'z', authorId: 1 }] } },
              },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'several things happen by one relation of a new row',
    mutation: `createUser(data: { email: "new@example.com", name: "New", reports: {
      create: [{ email: "n1@example.com", name: "N1" }]
      createMany: { data: [{ email: "n2@example.com", name: "N2" }] }
      connect: [{ id: "5" }]
      connectOrCreate: [{ where: { id: "4" }, create: { email: "n3@example.com", name: "N3" } }]
    } })`,
    prisma: [
      'User',
      'create',
      {
        data: {
          email: 'new@example.com',
          name: 'New',
          reports: {
            create: [{ email: 'n1@example.com', name: 'N1' }],
            createMany: { data: [{ email: 'n2@example.com', name: 'N2' }] },
            connect: [{ id: 5 }],
            connectOrCreate: [{ where: { id: 4 }, create: { email: 'n3@example.com', name: 'N3' } }],
          },
        },
      },
    ],
  },
  {
    name: 'nothing happens by the relations of a new row',
    mutation:
      'createUser(data: { email: "new@example.com", name: "New", posts: {}, reports: { create: [] } })',
    prisma: [
      'User',
      'create',
      { data: { email: 'new@example.com', name: 'New', posts: {}, reports: { create: [] } } },
    ],
  },
];

/** New rows with what hangs on them. */
export const nestedCreates = { 'create by a relation to one': toOne, 'create by a relation to many': toMany };
