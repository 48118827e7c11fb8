import { describe } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { readOwnModels } from '../support/own-models.ts';
import { testWrites } from './twins/test-writes.ts';
import type { WriteCase } from './twins/write-case.ts';

/** References that the database knows nothing of. */
const schema = `
model Owner {
  id    Int     @id
  code  String  @unique @db.VarChar(10)
  items Item[]
  notes Note[]
  locks Lock[]
  marks Mark[]
  slips Slip[]
}

model Item {
  id      Int    @id
  ownerId Int
  owner   Owner  @relation(fields: [ownerId], references: [id], onDelete: Cascade)
  upperId Int?
  upper   Item?  @relation("Upper", fields: [upperId], references: [id], onDelete: NoAction, onUpdate: NoAction)
  lower   Item[] @relation("Upper")

  @@index([ownerId])
  @@index([upperId])
}

model Note {
  id   Int     @id
  code String? @db.VarChar(10)
  owner Owner? @relation(fields: [code], references: [code])

  @@index([code])
}

model Lock {
  id      Int   @id
  ownerId Int
  owner   Owner @relation(fields: [ownerId], references: [id], onUpdate: Restrict)

  @@index([ownerId])
}

model Mark {
  id      Int   @id
  ownerId Int
  owner   Owner @relation(fields: [ownerId], references: [id], onDelete: NoAction, onUpdate: NoAction)

  @@index([ownerId])
}

/// @gather.hide
model Slip {
  id      Int   @id
  ownerId Int?
  owner   Owner? @relation(fields: [ownerId], references: [id], onDelete: SetNull)

  @@index([ownerId])
}
`;

const tables = `
  CREATE TABLE Owner (id INT PRIMARY KEY, code VARCHAR(10) NOT NULL UNIQUE);
  CREATE TABLE Item (id INT PRIMARY KEY, ownerId INT NOT NULL, upperId INT, KEY (ownerId), KEY (upperId));
  CREATE TABLE Note (id INT PRIMARY KEY, code VARCHAR(10), KEY (code));
  CREATE TABLE \`Lock\` (id INT PRIMARY KEY, ownerId INT NOT NULL, KEY (ownerId));
  CREATE TABLE Mark (id INT PRIMARY KEY, ownerId INT NOT NULL, KEY (ownerId));
  CREATE TABLE Slip (id INT PRIMARY KEY, ownerId INT, KEY (ownerId));
  INSERT INTO Owner VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four');
  INSERT INTO Item VALUES (1, 1, NULL), (2, 1, NULL), (3, 2, 4), (4, 2, NULL), (5, 3, 5);
  INSERT INTO Note VALUES (1, 'one'), (2, 'two');
  INSERT INTO \`Lock\` VALUES (1, 2);
  INSERT INTO Mark VALUES (1, 3);
  INSERT INTO Slip VALUES (1, 1), (2, 3)`;

const cases: readonly WriteCase[] = [
  {
    name: 'a row is deleted with what refers to it, and what refers to that',
    mutation: 'deleteOwner(id: "1")',
    prisma: ['Owner', 'delete', { where: { id: 1 } }],
  },
  {
    name: 'a row refers to itself, and may not be deleted',
    mutation: 'deleteItem(id: "5")',
    prisma: ['Item', 'delete', { where: { id: 5 } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'a row may not be deleted',
    mutation: 'deleteOwner(id: "2")',
    prisma: ['Owner', 'delete', { where: { id: 2 } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'one of several rows may not be deleted',
    mutation: 'deleteOwners(where: {})',
    prisma: ['Owner', 'deleteMany', { where: {} }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'several rows are deleted',
    mutation: 'deleteOwners(where: { code: { in: ["one", "four"] } })',
    prisma: ['Owner', 'deleteMany', { where: { code: { in: ['one', 'four'] } } }],
  },
  {
    name: 'a row is deleted within another one',
    mutation: 'updateOwner(id: "1", data: { items: { delete: [{ id: "1" }] } })',
    prisma: ['Owner', 'update', { where: { id: 1 }, data: { items: { delete: [{ id: 1 }] } } }],
  },
  {
    name: 'a key changes that is referred to',
    mutation: 'updateOwner(id: "1", data: { code: "ten" })',
    prisma: ['Owner', 'update', { where: { id: 1 }, data: { code: 'ten' } }],
  },
  {
    name: 'a key changes that may not',
    mutation: 'updateOwner(id: "2", data: { id: "9" })',
    prisma: ['Owner', 'update', { where: { id: 2 }, data: { id: 9 } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'two keys change',
    mutation: 'updateOwner(id: "1", data: { id: "9", code: "nine" })',
    prisma: ['Owner', 'update', { where: { id: 1 }, data: { id: 9, code: 'nine' } }],
  },
];

async function openDatabase(): Promise<TestDatabase> {
  const database = await openTestDatabase('nothing');
  await database.connection.query(tables);
  return database;
}

describe('References that the database does not keep', () => {
  testWrites(async () => ({ models: await readOwnModels(schema, 'prisma'), openDatabase }), {
    'rows refer to others': cases,
  });
});
