import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { readOwnModels } from '../support/own-models.ts';

const schema = `
model Account {
  id      Int     @id @default(autoincrement())
  owner   String  @db.VarChar(20)
  balance Int     @map("money")
  points  Int     @default(0) @db.UnsignedInt
  double  Int?
  label   String? @default(dbgenerated()) @db.VarChar(40)
  moves   Move[]
}

model Move {
  id        Int     @id @default(autoincrement())
  accountId Int
  account   Account @relation(fields: [accountId], references: [id])
  amount    Int
}

model Total {
  id  Int @id
  sum Int
}

model Doc {
  id   Int  @id
  body Json
}

model Note {
  id   Int    @id
  text String
}
`;

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;
let reader: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('nothing'));
  const { connection, name, url } = database;
  await connection.query(`
    CREATE TABLE Account (
      id INT AUTO_INCREMENT PRIMARY KEY, owner VARCHAR(20) NOT NULL, money INT NOT NULL,
      points INT UNSIGNED NOT NULL DEFAULT 0,
      \`double\` INT GENERATED ALWAYS AS (money * 2) VIRTUAL,
      label VARCHAR(40) GENERATED ALWAYS AS (CONCAT(owner, '!')) STORED,
      CONSTRAINT balance_not_negative CHECK (money >= 0),
      CONSTRAINT owner_not_rich CHECK (owner <> 'rich' OR money < 100));
    CREATE TABLE Move (
      id INT AUTO_INCREMENT PRIMARY KEY, accountId INT NOT NULL, amount INT NOT NULL,
      FOREIGN KEY (accountId) REFERENCES Account (id));
    CREATE TABLE Total (id INT PRIMARY KEY, sum INT GENERATED ALWAYS AS (id * 2) STORED);
    CREATE TABLE Doc (id INT PRIMARY KEY, body JSON NOT NULL);
    CREATE TABLE Note (id INT PRIMARY KEY, text JSON NOT NULL);
    CREATE TRIGGER move_rule BEFORE INSERT ON Move FOR EACH ROW BEGIN
      IF NEW.amount > 1000 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The limit of one move is 1000.'; END IF;
      IF NEW.amount < 0 THEN SIGNAL SQLSTATE '45123' SET MESSAGE_TEXT = 'No move is negative.', MYSQL_ERRNO = 31001; END IF;
    END;
    CREATE TRIGGER doc_gone BEFORE DELETE ON Doc FOR EACH ROW
      UPDATE Account SET points = points - 1 WHERE id = 1;
    INSERT INTO Account (id, owner, money) VALUES (1, 'x', 10);
    INSERT INTO Doc VALUES (1, '{"a": 1}'), (2, 'null'), (3, '[]');
    CREATE USER '${name}'@'%' IDENTIFIED BY 'reader';
    GRANT SELECT ON \`${name}\`.* TO '${name}'@'%'`);
  opened.defer(() => connection.query(`DROP USER '${name}'@'%'`));
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: url, models }));
  const readerUrl = new URL(url);
  readerUrl.username = name;
  readerUrl.password = 'reader';
  readerUrl.searchParams.set('allowPublicKeyRetrieval', 'true');
  reader = opened.use(await openTestGateway({ databaseUrl: readerUrl.href, models }));
});

afterAll(() => opened.disposeAsync());

describe('A rule of the database is named', () => {
  const balance = 'Each Account must meet the constraint balance_not_negative (balance).';
  test.each<[field: string, error: object]>([
    [
      'updateAccount(id: 1, data: { balance: { decrement: 50 } }) { id }',
      { message: balance, extensions: { code: 'CONSTRAINT', fields: ['balance'] } },
    ],
    [
      'createAccounts(data: [{ owner: "y", balance: 1 }, { owner: "z", balance: -1 }]) { id }',
      { message: balance, extensions: { code: 'CONSTRAINT', fields: ['balance'] } },
    ],
    [
      'updateAccounts(where: {}, data: { owner: "rich", balance: { set: 100 } }) { count }',
      {
        message: 'Each Account must meet the constraint owner_not_rich (owner, balance).',
        extensions: { code: 'CONSTRAINT', fields: ['owner', 'balance'] },
      },
    ],
    [
      'createMove(data: { account: { connect: { id: 1 } }, amount: 5000 }) { id }',
      { message: 'The limit of one move is 1000.', extensions: { code: 'CONSTRAINT' } },
    ],
    [
      'updateAccount(id: 1, data: { moves: { create: [{ amount: -1 }] } }) { id }',
      { message: 'No move is negative.', extensions: { code: 'CONSTRAINT' } },
    ],
    [
      'createNote(data: { id: 1, text: "plain" }) { id }',
      {
        message: 'Argument "data.text": expected JSON for Note.text that the database accepts.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
    [
      'updateAccount(id: 1, data: { points: { decrement: 1 } }) { id }',
      {
        message:
          'Argument "data.points.decrement": expected a value for Account.points that the database accepts.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
    [
      'updateAccounts(where: {}, data: { points: { increment: 4294967295 }, balance: { increment: 2147483647 } }) { count }',
      {
        message:
          'Argument "data.balance.increment": expected a value for Account.balance that the database accepts.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
    [
      'deleteDoc(id: 3) { id }',
      {
        message: expect.stringMatching(/^Argument "id": expected a value.* that the database accepts\.$/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
    [
      'deleteDocs(where: {}) { count }',
      {
        message: expect.stringMatching(/^Argument "where": expected a value.* that the database accepts\.$/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
    [
      'createTotal(data: { id: 1, sum: 2 }) { id }',
      {
        message: 'Argument "data.sum": expected none, since the database computes Total.sum.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
    [
      'createAccount(data: { owner: "y", balance: 1, double: 2 }) { id }',
      {
        message: 'Field "double" is not defined by type "AccountCreateInput".',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ],
    [
      'updateAccounts(where: {}, data: { label: "x" }) { count }',
      {
        message: 'Field "label" is not defined by type "AccountUpdateManyInput".',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ],
  ])('%s', async (field, error) => {
    const { errors } = await gateway.query(`mutation { ${field} }`);
    expect(errors).toMatchObject([error]);
    expect(await database.connection.query('SELECT owner, money, points FROM Account')).toEqual([
      { owner: 'x', money: 10, points: 0 },
    ]);
    expect(gateway.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('where the database user may not write', async () => {
    const { errors } = await reader.query(
      'mutation { createAccount(data: { owner: "y", balance: 1 }) { id } }',
    );
    expect(errors).toMatchObject([
      {
        message: "The gateway's database user may not create rows of Account.",
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
    expect(reader.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('What the database computes is in no input, unless a new row could not be given without it', async () => {
  const { data } = await gateway.query(`{
    ${[
      'AccountCreateInput',
      'AccountCreateManyInput',
      'AccountUpdateInput',
      'AccountUpdateManyInput',
      'AccountUpdateWithoutMovesInput',
      'TotalCreateInput',
      'TotalUpdateInput',
      'AccountWhere',
    ]
      .map((name) => `${name}: __type(name: "${name}") { inputFields { name } }`)
      .join('\n')}
  }`);
  const named = Object.entries(data as Record<string, { inputFields: { name: string }[] }>).map(
    ([type, { inputFields }]) => [type, inputFields.map(({ name }) => name)] as const,
  );
  const having = (field: string): readonly string[] =>
    named.filter(([, fields]) => fields.includes(field)).map(([type]) => type);
  expect(having('double')).toEqual(['AccountWhere']);
  expect(having('label')).toEqual(['AccountWhere']);
  expect(having('sum')).toEqual(['TotalCreateInput']);
  expect(having('balance')).toHaveLength(6);
});

test('JSON null in a column that is never NULL is null, and its row is told', async () => {
  const { data, errors } = await gateway.query('{ docs { nodes { id body } } doc(id: 2) { id body } }');
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    docs: {
      nodes: [
        { id: '1', body: { a: 1 } },
        { id: '2', body: null },
        { id: '3', body: [] },
      ],
    },
    doc: { id: '2', body: null },
  });
});
