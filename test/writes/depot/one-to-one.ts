import type { WriteCase } from '../twins/write-case.ts';
import { item } from './item.ts';

const referring: readonly WriteCase[] = [
  {
    name: 'a new row refers to a new one, whose key is made',
    mutation: 'createLabel(data: { number: "9", item: { create: { title: "New", condition: WORN } } })',
    prisma: [
      'Label',
      'create',
      { data: { number: 9, item: { create: { title: 'New', condition: 'WORN' } } } },
    ],
  },
  {
    name: 'a row is led to one that nobody refers to',
    mutation: `updateLabel(number: "3", data: { item: { connect: { id: "${item(5)}" } } })`,
    prisma: ['Label', 'update', { where: { number: 3 }, data: { item: { connect: { id: item(5) } } } }],
  },
  {
    name: 'a row is led to one that another row refers to, which then refers to none',
    mutation: `updateLabel(number: "3", data: { item: { connect: { id: "${item(1)}" } } })`,
    prisma: ['Label', 'update', { where: { number: 3 }, data: { item: { connect: { id: item(1) } } } }],
  },
  {
    name: 'a row is led to one that another row refers to, by its column',
    mutation: `updateLabel(number: "3", data: { itemId: "${item(1)}" })`,
    prisma: ['Label', 'update', { where: { number: 3 }, data: { itemId: item(1) } }],
    refused: 'CONFLICT',
  },
  {
    name: 'a row is named by its reference, and led to none',
    mutation: `updateLabelByItemId(itemId: "${item(1)}", data: { item: { disconnect: true } })`,
    prisma: ['Label', 'update', { where: { itemId: item(1) }, data: { item: { disconnect: true } } }],
  },
  {
    name: 'the row that it refers to is deleted',
    mutation: 'updateLabel(number: "1", data: { item: { delete: true } })',
    prisma: ['Label', 'update', { where: { number: 1 }, data: { item: { delete: true } } }],
  },
  {
    name: 'the row that it refers to is updated',
    mutation:
      'updateLabel(number: "1", data: { text: null, item: { update: { title: "x", pieces: { increment: 2 } } } })',
    prisma: [
      'Label',
      'update',
      {
        where: { number: 1 },
        data: { text: null, item: { update: { title: 'x', pieces: { increment: 2 } } } },
      },
    ],
  },
  {
    name: 'the row that it refers to is updated, or created',
    mutation:
      'updateLabel(number: "3", data: { item: { upsert: { create: { title: "x" }, update: { title: "y" } } } })',
    prisma: [
      'Label',
      'update',
      {
        where: { number: 3 },
        data: { item: { upsert: { create: { title: 'x' }, update: { title: 'y' } } } },
      },
    ],
  },
  {
    name: 'the key of a row changes, and that of its reference',
    mutation: 'updateLabel(number: "1", data: { number: "11" })',
    prisma: ['Label', 'update', { where: { number: 1 }, data: { number: 11 } }],
  },
];

const referredTo: readonly WriteCase[] = [
  {
    name: 'a new row has one that refers to it, and that one another',
    mutation:
      'createItem(data: { title: "New", label: { create: { number: "9", print: { create: { printer: "Ink" } } } } })',
    prisma: [
      'Item',
      'create',
      { data: { title: 'New', label: { create: { number: 9, print: { create: { printer: 'Ink' } } } } } },
    ],
  },
  {
    name: 'a new row takes over the one that refers to another row',
    mutation: 'createItem(data: { title: "New", label: { connect: { number: "1" } } })',
    prisma: ['Item', 'create', { data: { title: 'New', label: { connect: { number: 1 } } } }],
  },
  {
    name: 'a new row takes over one, or creates it',
    mutation:
      'createItem(data: { title: "New", label: { connectOrCreate: { where: { number: "9" }, create: { number: "9", text: "Nine" } } } })',
    prisma: [
      'Item',
      'create',
      {
        data: {
          title: 'New',
          label: { connectOrCreate: { where: { number: 9 }, create: { number: 9, text: 'Nine' } } },
        },
      },
    ],
  },
  {
    name: 'a row gets another one that refers to it',
    mutation: `updateItem(id: "${item(1)}", data: { label: { connect: { number: "3" } } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { label: { connect: { number: 3 } } } }],
  },
  {
    name: 'a row gets a new one that refers to it',
    mutation: `updateItem(id: "${item(1)}", data: { label: { create: { number: "9" } } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { label: { create: { number: 9 } } } }],
  },
  {
    name: 'no row refers to it any more',
    mutation: `updateItem(id: "${item(1)}", data: { label: { disconnect: true } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { label: { disconnect: true } } }],
  },
  {
    name: 'the row that refers to it is deleted',
    mutation: `updateItem(id: "${item(1)}", data: { label: { delete: true } })`,
    prisma: ['Item', 'update', { where: { id: item(1) }, data: { label: { delete: true } } }],
  },
  {
    name: 'the row that refers to it is updated, and the one that refers to that',
    mutation: `updateItem(id: "${item(1)}", data: { label: { update: { text: "x", print: { update: { printer: "Ink" } } } } })`,
    prisma: [
      'Item',
      'update',
      {
        where: { id: item(1) },
        data: { label: { update: { text: 'x', print: { update: { printer: 'Ink' } } } } },
      },
    ],
  },
  {
    name: 'the row that refers to it is updated or created, and is there',
    mutation: `updateItem(id: "${item(2)}", data: { label: { upsert: { create: { number: "9" }, update: { print: { create: { printer: "Ink" } } } } } })`,
    prisma: [
      'Item',
      'update',
      {
        where: { id: item(2) },
        data: {
          label: { upsert: { create: { number: 9 }, update: { print: { create: { printer: 'Ink' } } } } },
        },
      },
    ],
  },
  {
    name: 'the row that refers to it is updated or created, and is not there',
    mutation: `updateItem(id: "${item(5)}", data: { label: { upsert: { create: { number: "9", print: { create: { printer: "Ink" } } }, update: { text: "x" } } } })`,
    prisma: [
      'Item',
      'update',
      {
        where: { id: item(5) },
        data: {
          label: {
            upsert: { create: { number: 9, print: { create: { printer: 'Ink' } } }, update: { text: 'x' } },
          },
        },
      },
    ],
  },
  {
    name: 'the row that must refer to it would give way to another',
    mutation: 'updateLabel(number: "1", data: { text: "x", print: { create: { printer: "Ink" } } })',
    prisma: [
      'Label',
      'update',
      { where: { number: 1 }, data: { text: 'x', print: { create: { printer: 'Ink' } } } },
    ],
    refused: 'CONSTRAINT',
  },
  {
    name: 'the row that must refer to it moves to another one',
    mutation: 'updateLabel(number: "2", data: { print: { connect: { number: "1" } } })',
    prisma: ['Label', 'update', { where: { number: 2 }, data: { print: { connect: { number: 1 } } } }],
  },
  {
    name: 'no row refers to it, and one is to be updated',
    mutation: `updateItem(id: "${item(5)}", data: { title: "x", label: { update: { text: "x" } } })`,
    prisma: [
      'Item',
      'update',
      { where: { id: item(5) }, data: { title: 'x', label: { update: { text: 'x' } } } },
    ],
    refused: 'NOT_FOUND',
  },
  {
    name: 'no row refers to it, and one is to be deleted',
    mutation: `updateItem(id: "${item(5)}", data: { title: "x", label: { delete: true } })`,
    prisma: ['Item', 'update', { where: { id: item(5) }, data: { title: 'x', label: { delete: true } } }],
    refused: 'NOT_FOUND',
  },
];

/** What becomes of two rows of which one refers to the other. */
export const oneToOne = { 'one to one': referring, 'one to one, from the other side': referredTo };
