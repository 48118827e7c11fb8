import type { WriteCase } from '../twins/write-case.ts';
import { item } from './item.ts';

const shelf: readonly WriteCase[] = [
  {
    name: 'a new row refers to a new one',
    mutation: 'createItem(data: { title: "New", shelf: { create: { hall: 3, place: "c" } } })',
    prisma: ['Item', 'create', { data: { title: 'New', shelf: { create: { hall: 3, place: 'c' } } } }],
  },
  {
    name: 'a new row refers to one by both columns',
    mutation: 'createItem(data: { title: "New", hall: 2, place: "a" })',
    prisma: ['Item', 'create', { data: { title: 'New', hall: 2, place: 'a' } }],
  },
  {
    name: 'a new row refers to one by both columns, and to another by its relation',
    mutation: `createItem(data: { title: "New", hall: 2, place: "a", parent: { connect: { id: "${item(1)}" } } })`,
    prisma: [
      'Item',
      'create',
      {
        data: {
          title: 'New',
          shelf: { connect: { position: { hall: 2, place: 'a' } } },
          parent: { connect: { id: item(1) } },
        },
      },
    ],
  },
  {
    name: 'a new row refers to one that is there, or created',
    mutation: `createItem(data: { title: "New", shelf: { connectOrCreate: {
      where: { hall_place: { hall: 2, place: "a" } }, create: { hall: 2, place: "a", width: 9.5 }
    } } })`,
    prisma: [
      'Item',
      'create',
      {
        data: {
          title: 'New',
          shelf: {
            connectOrCreate: {
              where: { position: { hall: 2, place: 'a' } },
              create: { hall: 2, place: 'a', width: 9.5 },
            },
          },
        },
      },
    ],
  },
  {
    name: 'a row is led to another one',
    mutation: `updateItem(id: "${item(1)}", data: { shelf: { connect: { hall_place: { hall: 1, place: "b" } } } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(1) }, data: { shelf: { connect: { position: { hall: 1, place: 'b' } } } } },
    ],
  },
  {
    name: 'a row is led to none',
    mutation: `updateItem(id: "${item(1)}", data: { shelf: { disconnect: true } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { shelf: { disconnect: true } } }],
  },
  {
    name: 'one of the columns is counted up',
    mutation: `updateItem(id: "${item(1)}", data: { hall: { increment: 1 } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { hall: { increment: 1 } } }],
  },
  {
    name: 'both columns become null',
    mutation: `updateItem(id: "${item(1)}", data: { hall: null, place: null })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { hall: null, place: null } }],
  },
  {
    name: 'both columns become null beside another relation',
    mutation: `updateItem(id: "${item(2)}", data: { hall: null, place: null, parent: { disconnect: true } })`,
    prisma: ['Item', 'update', { where: { id: item(2) }, data: { hall: null, place: null, parentId: null } }],
  },
  {
    name: 'both columns are given beside another relation',
    mutation: `updateItem(id: "${item(2)}", data: { hall: { set: 2 }, place: "a", parent: { disconnect: true } })`,
    prisma: [
      'Item',
      'update',
      {
        where: { id: item(2) },
        data: { shelf: { connect: { position: { hall: 2, place: 'a' } } }, parent: { disconnect: true } },
      },
    ],
  },
  {
    name: 'the row that it refers to is updated, with its key',
    mutation: `updateItem(id: "${item(3)}", data: { shelf: { update: { place: "z", width: { divide: 2 } } } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(3) }, data: { shelf: { update: { place: 'z', width: { divide: 2 } } } } },
    ],
  },
  {
    name: 'the row that it refers to is deleted',
    mutation: `updateItem(id: "${item(1)}", data: { shelf: { delete: true } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { shelf: { delete: true } } }],
  },
  {
    name: 'the rows that refer to one are to be others',
    mutation: `updateShelfByHallAndPlace(hall: 1, place: "a", data: { items: { set: [{ id: "${item(1)}" }, { id: "${item(5)}" }] } })`,
    prisma: [
      'Shelf',
      'update',
      {
        where: { position: { hall: 1, place: 'a' } },
        data: { items: { set: [{ id: item(1) }, { id: item(5) }] } },
      },
    ],
  },
  {
    name: 'the rows that refer to one are created, taken out and updated',
    mutation: `updateShelfByHallAndPlace(hall: 1, place: "a", data: { width: { set: 7 }, items: {
      create: [{ title: "N1", parts: { create: [{ title: "N2" }] } }]
      createMany: { data: [{ title: "N3" }, { title: "N4", pieces: 4 }] }
      disconnect: [{ id: "${item(2)}" }]
      updateMany: [{ where: { OR: [{ title: { endsWith: "ock" } }, { pieces: { gte: 4 } }] }, data: { pieces: { set: 100 }, parentId: null } }]
    } })`,
    prisma: [
      'Shelf',
      'update',
      {
        where: { position: { hall: 1, place: 'a' } },
        data: {
          width: { set: 7 },
          items: {
            disconnect: [{ id: item(2) }],
            updateMany: [
              {
                where: { OR: [{ title: { endsWith: 'ock' } }, { pieces: { gte: 4 } }] },
                data: { pieces: { set: 100 }, parentId: null },
              },
            ],
            create: [{ title: 'N1', parts: { create: [{ title: 'N2' }] } }],
            createMany: { data: [{ title: 'N3' }, { title: 'N4', pieces: 4 }] },
          },
        },
      },
    ],
  },
  {
    name: 'a row is updated or created by its only key',
    mutation: `upsertShelf(
      where: { hall_place: { hall: 2, place: "a" } }, create: { hall: 2, place: "a" }
      update: { width: { multiply: 2 }, items: { connect: [{ id: "${item(5)}" }] } }
    )`,
    prisma: [
      'Shelf',
      'upsert',
      {
        where: { position: { hall: 2, place: 'a' } },
        create: { hall: 2, place: 'a' },
        update: { width: { multiply: 2 }, items: { connect: [{ id: item(5) }] } },
      },
    ],
  },
  {
    name: 'many rows are created, and told by their only key',
    mutation: 'createShelves(data: [{ hall: 3, place: "a" }, { hall: 3, place: "b", width: 2 }])',
    prisma: [
      'Shelf',
      'createMany',
      {
        data: [
          { hall: 3, place: 'a' },
          { hall: 3, place: 'b', width: 2 },
        ],
      },
    ],
  },
  {
    name: 'many rows are updated by their only key',
    mutation:
      'updateShelves(where: { items: { some: { title: { equals: "Wheel" } } } }, data: { width: { increment: 0.25 } })',
    prisma: ['Shelf', 'updateMany', { where: { hall: 1, place: 'b' }, data: { width: { increment: 0.25 } } }],
  },
  {
    name: 'many rows are deleted by their only key',
    mutation: 'deleteShelves(where: { hall: { equals: 1 } })',
    prisma: ['Shelf', 'deleteMany', { where: { hall: 1 } }],
  },
  {
    name: 'the row that it is to be led to is not there',
    mutation: `updateItem(id: "${item(1)}", data: { title: "x", shelf: { connect: { hall_place: { hall: 9, place: "b" } } } })`,
    prisma: [
      'Item',
      'update',
      {
        where: { id: item(1) },
        data: { title: 'x', shelf: { connect: { position: { hall: 9, place: 'b' } } } },
      },
    ],
    refused: 'NOT_FOUND',
  },
  {
    name: 'one of the columns refers to nothing',
    mutation: `updateItem(id: "${item(1)}", data: { hall: { set: 9 } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { hall: 9 } }],
    refused: 'CONSTRAINT',
  },
];

const parts: readonly WriteCase[] = [
  {
    name: 'a tree of new rows is created, whose keys are made',
    mutation: `createItem(data: { title: "Root", parts: { create: [
      { title: "Left", parts: { create: [{ title: "Leaf" }, { title: "Leaf 2", condition: WORN }] } }, { title: "Right" }
    ] } })`,
    prisma: [
      'Item',
      'create',
      {
        data: {
          title: 'Root',
          parts: {
            create: [
              {
                title: 'Left',
                parts: { create: [{ title: 'Leaf' }, { title: 'Leaf 2', condition: 'WORN' }] },
              },
              { title: 'Right' },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'many new rows have keys that are made, and one that is given',
    mutation: `createItems(data: [{ title: "N1" }, { title: "N2", parentId: "${item(1)}" }, { id: "${item(8)}", title: "N3", condition: UNKNOWN }])`,
    prisma: [
      'Item',
      'createMany',
      {
        data: [
          { title: 'N1' },
          { title: 'N2', parentId: item(1) },
          { id: item(8), title: 'N3', condition: 'UNKNOWN' },
        ],
      },
    ],
  },
  {
    name: 'the key of a row changes that others refer to',
    mutation: `updateItem(id: "${item(5)}", data: { id: "${item(7)}" })`,
    prisma: ['Item', 'update', { where: { id: item(5) }, data: { id: item(7) } }],
  },
  {
    name: 'the key of a row becomes another one’s, and both are joined with the same row',
    mutation: `updateItem(id: "${item(2)}", data: { id: "${item(1)}" })`,
    prisma: ['Item', 'update', { where: { id: item(2) }, data: { id: item(1) } }],
    refused: 'CONFLICT',
  },
  {
    name: 'a row is deleted that others refer to',
    mutation: `deleteItem(id: "${item(1)}")`,
    prisma: ['Item', 'delete', { where: { id: item(1) } }],
  },
];

/** Rows that only a key of two fields names, and rows that refer to rows of their own kind by keys that are made. */
export const shelves = { 'by a key of two fields': shelf, 'by a key that is made': parts };
