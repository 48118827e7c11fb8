import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { readOwnModels } from '../support/own-models.ts';

/** `RACES=1000 npx vitest run test/writes/races` is the long form. */
const rounds = Number(process.env['RACES'] ?? 50);

const schema = `
model User {
  id     String  @id @db.VarChar(10)
  age    Int     @default(0)
  car    Car?
  drafts Post[]
  boss   User?   @relation("Boss", fields: [bossId], references: [id], onDelete: SetNull)
  bossId String? @db.VarChar(10)
  staff  User[]  @relation("Boss")
  roles  Role[]
  badges Badge[]
}

model Badge {
  id     Int    @id
  userId String @db.VarChar(10)
  user   User   @relation(fields: [userId], references: [id])
}

model Car {
  plate  String  @id @db.VarChar(10)
  user   User?   @relation(fields: [userId], references: [id])
  userId String? @unique @db.VarChar(10)
}

model Post {
  id       Int     @id
  editor   User?   @relation(fields: [editorId], references: [id])
  editorId String? @db.VarChar(10)
  tags     Tag[]
}

model Tag {
  id    Int    @id @default(autoincrement())
  name  String @unique @db.VarChar(20)
  hits  Int    @default(0)
  posts Post[]
}

model Role {
  userId String @db.VarChar(10)
  kind   String @db.VarChar(10)
  user   User   @relation(fields: [userId], references: [id], onDelete: Cascade)

  @@id([userId, kind])
}
`;

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(`
    CREATE TABLE User (id VARCHAR(10) PRIMARY KEY, age INT NOT NULL DEFAULT 0, bossId VARCHAR(10),
      FOREIGN KEY (bossId) REFERENCES User (id) ON DELETE SET NULL);
    CREATE TABLE Badge (id INT PRIMARY KEY, userId VARCHAR(10) NOT NULL, FOREIGN KEY (userId) REFERENCES User (id));
    CREATE TABLE Car (plate VARCHAR(10) PRIMARY KEY, userId VARCHAR(10) UNIQUE, FOREIGN KEY (userId) REFERENCES User (id));
    CREATE TABLE Post (id INT PRIMARY KEY, editorId VARCHAR(10), FOREIGN KEY (editorId) REFERENCES User (id));
    CREATE TABLE Tag (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE, hits INT NOT NULL DEFAULT 0);
    CREATE TABLE Role (userId VARCHAR(10) NOT NULL, kind VARCHAR(10) NOT NULL, PRIMARY KEY (userId, kind),
      FOREIGN KEY (userId) REFERENCES User (id) ON DELETE CASCADE);
    CREATE TABLE _PostToTag (A INT NOT NULL, B INT NOT NULL, PRIMARY KEY (A, B), KEY (B),
      FOREIGN KEY (A) REFERENCES Post (id) ON DELETE CASCADE, FOREIGN KEY (B) REFERENCES Tag (id) ON DELETE CASCADE);
    INSERT INTO User (id, bossId) VALUES ('a', NULL), ('d', 'a');
    INSERT INTO Badge VALUES (1, 'd');
    INSERT INTO Car VALUES ('A1', NULL), ('N1', NULL);
    INSERT INTO Post VALUES (1, NULL), (2, NULL), (3, NULL), (4, 'd');
    INSERT INTO Tag (name) VALUES ('x'), ('z')`);
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
});

afterAll(() => opened.disposeAsync());

beforeEach(() => database.connection.query("DELETE FROM Tag WHERE name NOT IN ('x', 'z')"));

async function ask(document: string): Promise<string> {
  const { errors } = await gateway.query(document);
  return errors?.[0]?.extensions.code ?? 'ok';
}

async function read(sql: string): Promise<string> {
  const rows: unknown[][] = await database.connection.query({ sql, rowsAsArray: true });
  return rows.map((row) => row.join(' ')).join('+');
}

/** A row that a list hangs from, and the same within the row above it. */
const depths: readonly (readonly [string, (data: string) => string])[] = [
  ['the row itself', (data) => `updateUser(id: "d", data: { ${data} }) { id }`],
  [
    'a row below another one',
    (data) =>
      `updateUser(id: "a", data: { staff: { update: [{ where: { id: "d" }, data: { ${data} } }] } }) { id }`,
  ],
  [
    'a row that another one refers to',
    (data) => `updateBadge(id: 1, data: { user: { update: { ${data} } } }) { id }`,
  ],
];

const replacements: readonly (readonly [string, readonly [string, string], string, readonly string[]])[] = [
  [
    'a list that is set, through a table',
    [
      'drafts: { update: [{ where: { id: 4 }, data: { tags: { set: [{ name: "x" }] } } }] }',
      'drafts: { update: [{ where: { id: 4 }, data: { tags: { set: [{ name: "z" }] } } }] }',
    ],
    'SELECT t.name FROM _PostToTag AS p JOIN Tag AS t ON t.id = p.B WHERE p.A = 4 ORDER BY t.name',
    ['x', 'z'],
  ],
  [
    'a list that is deleted and created',
    [
      'roles: { deleteMany: [{}], create: [{ kind: "p" }, { kind: "q" }] }',
      'roles: { deleteMany: [{}], create: [{ kind: "r" }, { kind: "s" }] }',
    ],
    "SELECT kind FROM Role WHERE userId = 'd' ORDER BY kind",
    ['p+q', 'r+s'],
  ],
  [
    'a list that is set',
    ['drafts: { set: [{ id: 4 }, { id: 1 }] }', 'drafts: { set: [{ id: 4 }, { id: 2 }, { id: 3 }] }'],
    "SELECT id FROM Post WHERE editorId = 'd' ORDER BY id",
    ['1+4', '2+3+4'],
  ],
  [
    'the one row that refers to it',
    ['car: { connect: { plate: "A1" } }', 'car: { connect: { plate: "N1" } }'],
    "SELECT plate FROM Car WHERE userId = 'd'",
    ['A1', 'N1'],
  ],
];

describe.each(depths)('Two writers replace, in %s,', (_, within) => {
  test.each(replacements)(
    '%s, and one of them has written it',
    { timeout: 3_600_000 },
    async (_name, [one, other], stored, wanted) => {
      const answers = new Set<string>();
      const ends = new Set<string>();
      for (let round = 0; round < rounds; round += 1) {
        const both = [one, other].map((data) => ask(`mutation { ${within(data)} }`));
        for (const answer of await Promise.all(both)) answers.add(answer);
        ends.add(await read(stored));
      }
      expect(['ok', 'CONFLICT']).toEqual(expect.arrayContaining([...answers]));
      expect(wanted).toEqual(expect.arrayContaining([...ends]));
    },
  );
});

describe('Two writers who want one new row', () => {
  const forms: readonly (readonly [string, (name: string) => string, number])[] = [
    [
      'by upsert',
      (name) =>
        `upsertTag(where: { name: "${name}" }, create: { name: "${name}", hits: 1 }, update: { hits: { increment: 1 } }) { id }`,
      2,
    ],
    [
      'by connectOrCreate',
      (name) =>
        `updatePost(id: 1, data: { tags: { connectOrCreate: [{ where: { name: "${name}" }, create: { name: "${name}" } }] } }) { id }`,
      0,
    ],
    [
      'by connectOrCreate, two levels down',
      (name) =>
        `updateUser(id: "d", data: { drafts: { update: [{ where: { id: 4 }, data: { tags: { connectOrCreate: [{ where: { name: "${name}" }, create: { name: "${name}" } }] } } }] } }) { id }`,
      0,
    ],
    [
      'by nested upsert',
      (name) =>
        `updatePost(id: 1, data: { tags: { upsert: [{ where: { name: "${name}" }, create: { name: "${name}", hits: 1 }, update: { hits: { increment: 1 } } }] } }) { id }`,
      2,
    ],
  ];

  test.each(forms)('%s both succeed', { timeout: 3_600_000 }, async (_, write, hits) => {
    await database.connection.query(
      "INSERT IGNORE INTO Post VALUES (4, 'd'); UPDATE Post SET editorId = 'd' WHERE id = 4",
    );
    const answers = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const both = [0, 1].map(() => ask(`mutation { ${write(`new ${round}`)} }`));
      for (const answer of await Promise.all(both)) answers.add(answer);
    }
    expect([...answers]).toEqual(['ok']);
    expect(await read("SELECT COUNT(*), MIN(hits), MAX(hits) FROM Tag WHERE name LIKE 'new %'")).toBe(
      `${rounds} ${hits} ${hits}`,
    );
  });

  test('by connectOrCreate in new rows all succeed, forty at once', async () => {
    const all = Array.from({ length: 40 }, (_, index) =>
      ask(
        `mutation { createPost(data: { id: ${100 + index}, tags: { connectOrCreate: [{ where: { name: "new one" }, create: { name: "new one" } }, { where: { name: "new two" }, create: { name: "new two" } }] } }) { id } }`,
      ),
    );
    expect(new Set(await Promise.all(all))).toEqual(new Set(['ok']));
    expect(
      await read(
        "SELECT t.name, COUNT(*) FROM _PostToTag AS p JOIN Tag AS t ON t.id = p.B WHERE t.name LIKE 'new %' GROUP BY t.name ORDER BY 1",
      ),
    ).toBe('new one 40+new two 40');
    await database.connection.query('DELETE FROM Post WHERE id >= 100');
  });
});
