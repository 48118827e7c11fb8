import type { WriteCase } from '../twins/write-case.ts';
import { item } from './item.ts';

const toMany: readonly WriteCase[] = [
  {
    name: 'a new row is joined in every way',
    mutation: `createItem(data: { title: "New", tags: {
      create: [{ name: "new" }]
      connect: [{ id: "1" }, { name: "wood" }]
      connectOrCreate: [{ where: { name: "old" }, create: { name: "old" } }, { where: { name: "newer" }, create: { name: "newer" } }]
    } })`,
    prisma: [
      'Item',
      'create',
      {
        data: {
          title: 'New',
          tags: {
            create: [{ name: 'new' }],
            connect: [{ id: 1 }, { name: 'wood' }],
            connectOrCreate: [
              { where: { name: 'old' }, create: { name: 'old' } },
              { where: { name: 'newer' }, create: { name: 'newer' } },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'a new row is joined with new rows, and those with others, from the other side',
    mutation: `createTag(data: { name: "new", items: { create: [
      { title: "N1", like: { create: [{ title: "N3", tags: { connect: [{ id: "1" }] } }] } }, { id: "${item(9)}", title: "N2" }
    ] } })`,
    prisma: [
      'Tag',
      'create',
      {
        data: {
          name: 'new',
          items: {
            create: [
              { title: 'N1', like: { create: [{ title: 'N3', tags: { connect: [{ id: 1 }] } }] } },
              { id: item(9), title: 'N2' },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'rows are joined that are joined already',
    mutation: `updateItem(id: "${item(1)}", data: { tags: { connect: [{ id: "1" }, { id: "3" }] } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(1) }, data: { tags: { connect: [{ id: 1 }, { id: 3 }] } } },
    ],
  },
  {
    name: 'the rows are to be others',
    mutation: `updateItem(id: "${item(1)}", data: { tags: { set: [{ id: "2" }, { name: "wood" }] } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(1) }, data: { tags: { set: [{ id: 2 }, { name: 'wood' }] } } },
    ],
  },
  {
    name: 'there are to be no rows',
    mutation: `updateItem(id: "${item(1)}", data: { tags: { set: [] } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { tags: { set: [] } } }],
  },
  {
    name: 'rows are taken out, one of which is not in it',
    mutation: `updateItem(id: "${item(1)}", data: { tags: { disconnect: [{ id: "1" }, { id: "3" }] } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(1) }, data: { tags: { disconnect: [{ id: 1 }, { id: 3 }] } } },
    ],
  },
  {
    name: 'rows are updated',
    mutation: `updateTag(id: "1", data: { items: { update: [
      { where: { id: "${item(1)}" }, data: { title: "x", like: { disconnect: [{ id: "${item(5)}" }] } } }
      { where: { id: "${item(2)}" }, data: { pieces: { multiply: 3 }, condition: UNKNOWN } }
    ] } })`,
    prisma: [
      'Tag',
      'update',
      {
        where: { id: 1 },
        data: {
          items: {
            update: [
              {
                where: { id: item(1) },
                data: { title: 'x', like: { disconnect: [{ id: item(5) }] } },
              },
              { where: { id: item(2) }, data: { pieces: { multiply: 3 }, condition: 'UNKNOWN' } },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'rows that meet conditions are updated and deleted',
    mutation: `updateTag(id: "1", data: { items: {
      updateMany: [{ where: { condition: { equals: WORN } }, data: { title: "x", pieces: { decrement: 1 } } }]
      deleteMany: [{ condition: { in: [NEW] }, pieces: { lt: 5 } }]
    } })`,
    prisma: [
      'Tag',
      'update',
      {
        where: { id: 1 },
        data: {
          items: {
            updateMany: [{ where: { condition: 'WORN' }, data: { title: 'x', pieces: { decrement: 1 } } }],
            deleteMany: [{ condition: { in: ['NEW'] }, pieces: { lt: 5 } }],
          },
        },
      },
    ],
  },
  {
    name: 'rows are updated or created',
    mutation: `updateItem(id: "${item(1)}", data: { tags: { upsert: [
      { where: { id: "1" }, create: { name: "x" }, update: { name: "y" } }
      { where: { name: "new" }, create: { name: "new" }, update: { name: "z" } }
    ] } })`,
    prisma: [
      'Item',
      'update',
      {
        where: { id: item(1) },
        data: {
          tags: {
            upsert: [
              { where: { id: 1 }, create: { name: 'x' }, update: { name: 'y' } },
              { where: { name: 'new' }, create: { name: 'new' }, update: { name: 'z' } },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'rows are deleted',
    mutation: `updateItem(id: "${item(1)}", data: { tags: { delete: [{ name: "old" }] } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { tags: { delete: [{ name: 'old' }] } } }],
  },
  {
    name: 'the row itself is deleted',
    mutation: 'deleteTagByName(name: "brass")',
    prisma: ['Tag', 'delete', { where: { name: 'brass' } }],
  },
  {
    name: 'a row is to be updated that is not in it',
    mutation: `updateItem(id: "${item(5)}", data: { title: "x", tags: { update: [{ where: { id: "1" }, data: { name: "x" } }] } })`,
    prisma: [
      'Item',
      'update',
      {
        where: { id: item(5) },
        data: { title: 'x', tags: { update: [{ where: { id: 1 }, data: { name: 'x' } }] } },
      },
    ],
    refused: 'NOT_FOUND',
  },
  {
    name: 'a row is to be deleted that is not in it',
    mutation: `updateItem(id: "${item(5)}", data: { title: "x", tags: { delete: [{ id: "1" }] } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(5) }, data: { title: 'x', tags: { delete: [{ id: 1 }] } } },
    ],
    refused: 'NOT_FOUND',
  },
  {
    name: 'a row is to be joined that is not there',
    mutation: 'createItem(data: { title: "New", tags: { connect: [{ id: "1" }, { id: "99" }] } })',
    prisma: ['Item', 'create', { data: { title: 'New', tags: { connect: [{ id: 1 }, { id: 99 }] } } }],
    refused: 'NOT_FOUND',
  },
  {
    name: 'a row that is created with it has a key that is taken',
    mutation: 'createItem(data: { title: "New", tags: { create: [{ name: "new" }, { name: "old" }] } })',
    prisma: [
      'Item',
      'create',
      { data: { title: 'New', tags: { create: [{ name: 'new' }, { name: 'old' }] } } },
    ],
    refused: 'CONFLICT',
  },
];

const toItself: readonly WriteCase[] = [
  {
    name: 'rows are joined from either side',
    mutation: `updateItem(id: "${item(2)}", data: {
      like: { connect: [{ id: "${item(3)}" }, { id: "${item(2)}" }], create: [{ title: "New" }] }, likedBy: { connect: [{ id: "${item(4)}" }] }
    })`,
    prisma: [
      'Item',
      'update',
      {
        where: { id: item(2) },
        data: {
          like: { create: [{ title: 'New' }], connect: [{ id: item(3) }, { id: item(2) }] },
          likedBy: { connect: [{ id: item(4) }] },
        },
      },
    ],
  },
  {
    name: 'rows are taken out from the other side',
    mutation: `updateItem(id: "${item(5)}", data: { likedBy: { disconnect: [{ id: "${item(1)}" }] } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(5) }, data: { likedBy: { disconnect: [{ id: item(1) }] } } },
    ],
  },
  {
    name: 'the rows are to be others, from the other side',
    mutation: `updateItem(id: "${item(5)}", data: { likedBy: { set: [{ id: "${item(2)}" }, { id: "${item(3)}" }] } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(5) }, data: { likedBy: { set: [{ id: item(2) }, { id: item(3) }] } } },
    ],
  },
];

/** Rows that a table between them joins. */
export const manyToMany = { 'many to many': toMany, 'many to many of the same kind': toItself };
