import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../support/database.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { readOwnModels } from '../../support/own-models.ts';

const schema = `
model Box {
  id    Int    @id
  items Item[]
}

model Item {
  id      Int       @id
  boxId   Int
  box     Box       @relation(fields: [boxId], references: [id])
  day     DateTime? @db.Date
  at      DateTime? @db.DateTime(3)
  span    DateTime? @db.Time(3)
  level   Level?
  word    Level?
  flag    Boolean?
}

enum Level {
  LOW  @map("l")
  HIGH @map("h")
}
`;

/** Of each column values that can be shown, and others that stand among, before and behind them. */
const columns = {
  day: [
    'NULL',
    `'0000-00-00'`,
    `'0000-00-00'`,
    `'2020-01-01'`,
    `'2021-00-10'`,
    `'2021-02-31'`,
    `'2022-01-01'`,
  ],
  at: [
    'NULL',
    `'0000-00-00 00:00:00'`,
    `'2020-01-01 10:00:00.5'`,
    `'2021-02-31 01:02:03.25'`,
    `'2022-01-01'`,
  ],
  span: ['NULL', `'-838:59:59'`, `'-00:00:01'`, `'10:00:00'`, `'24:00:00.125'`, `'100:00:00'`, `'838:59:59'`],
  level: ['NULL', `''`, `'l'`, `'m'`, `'m'`, `'h'`, `'LOW'`],
  word: ['NULL', `''`, `'h'`, `'HIGH'`, `'HIGH'`, `'l'`, `'zzz'`],
  flag: ['NULL', '-3', '0', '1', '2', '2', '7'],
} as const;

const opened = new AsyncDisposableStack();
let gateway: TestGateway;

beforeAll(async () => {
  const { connection, url } = opened.use(await openTestDatabase('nothing'));
  await connection.query("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
  await connection.query(`
    CREATE TABLE Box (id INT PRIMARY KEY);
    CREATE TABLE Item (
      id INT PRIMARY KEY, boxId INT NOT NULL, day DATE, at DATETIME(3), span TIME(3), level ENUM('l', 'm', 'h', 'LOW'),
      word VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, flag TINYINT(1),
      INDEX (boxId, day), FOREIGN KEY (boxId) REFERENCES Box (id));
    INSERT INTO Box VALUES (1), (2)`);
  for (let row = 0; row < 7; row += 1) {
    const values = Object.values(columns).map((column) => column[row] ?? 'NULL');
    // Half the rows of the one box have the ids of the other's, in another order.
    await connection.query(`INSERT INTO Item VALUES (${(row * 3) % 7}, 1, ${values.join(', ')})`);
    await connection.query(`INSERT INTO Item VALUES (${10 + row}, 2, ${values.join(', ')})`);
  }
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: url, models }));
});

afterAll(() => opened.disposeAsync());

interface Page {
  readonly edges: readonly ({ readonly cursor: string; readonly node: { readonly id: string } } | null)[];
  readonly pageInfo: { readonly endCursor: string | null; readonly startCursor: string | null };
}

/** The ids of all rows, whole or a page after the other; each page goes on from the cursors of the one before. */
async function readIds(
  field: string,
  orderBy: string,
  size: number,
  side: 'first' | 'last',
): Promise<string[]> {
  const ids: string[] = [];
  const cursorName = side === 'first' ? 'after' : 'before';
  for (let cursor: string | null = null, pages = 0; pages < 20; pages += 1) {
    const { data, errors } = await gateway.query(
      `query ($cursor: String) {
        list: ${field.replace('(', `(orderBy: [${orderBy}], ${side}: ${size}, ${cursorName}: $cursor, `).replace(', )', ')')} {
          edges { cursor node { id } }
          pageInfo { startCursor endCursor }
        }
      }`,
      { cursor },
    );
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = (data as { list: Page }).list;
    const page = edges.map((edge) => edge?.node.id ?? 'none');
    ids.splice(side === 'first' ? ids.length : 0, 0, ...page);
    if (page.length < size) return ids;
    cursor = side === 'first' ? pageInfo.endCursor : pageInfo.startCursor;
    expect(cursor).toBe(edges.at(side === 'first' ? -1 : 0)?.cursor);
  }
  throw new Error(`Expected the pages to end, got ${ids.join(' ')} …`);
}

test.each(Object.keys(columns).flatMap((name) => [`{ ${name}: asc }`, `{ ${name}: desc }`]))(
  'Pages in the order %s go on beyond values that cannot be shown',
  async (orderBy) => {
    const whole = await readIds('items()', orderBy, 100, 'first');
    expect(new Set(whole).size).toBe(14);
    for (const size of [1, 3]) {
      expect(await readIds('items()', orderBy, size, 'first')).toEqual(whole);
      expect(await readIds('items()', orderBy, size, 'last')).toEqual(whole);
    }
  },
);

test.each(['{ day: asc }', '{ day: desc }', '{ span: asc }'])(
  'Pages of related rows in the order %s go on beyond values that cannot be shown',
  async (orderBy) => {
    const read = async (after: readonly (string | null)[]): Promise<readonly Page[]> => {
      const { data, errors } = await gateway.query(
        `query ($one: String, $two: String) {
          one: box(id: 1) { items(first: 2, after: $one, orderBy: [${orderBy}]) { edges { cursor node { id } } pageInfo { startCursor endCursor } } }
          two: box(id: 2) { items(first: 2, after: $two, orderBy: [${orderBy}]) { edges { cursor node { id } } pageInfo { startCursor endCursor } } }
        }`,
        { one: after[0], two: after[1] },
      );
      expect(errors).toBeUndefined();
      const { one, two } = data as Record<'one' | 'two', { items: Page }>;
      return [one.items, two.items];
    };
    const ids: string[] = [];
    let after: readonly (string | null)[] = [null, null];
    for (let page = 0; page < 4; page += 1) {
      const pages = await read(after);
      ids.push(...pages.flatMap(({ edges }) => edges.map((edge) => edge?.node.id ?? 'none')));
      after = pages.map(({ pageInfo }) => pageInfo.endCursor);
    }
    expect(new Set(ids).size).toBe(14);
    expect(ids).toHaveLength(14);
  },
);

test('A cursor with a value that no column can hold is refused', async () => {
  for (const [orderBy, stored] of [
    ['day', '0000-13-00'],
    ['day', `2020-01-01' OR TRUE`],
    ['at', '0000-00-00'],
    ['at', '2020-01-01 25:00:00'],
    ['span', '839:00:00'],
    ['span', 5],
    ['flag', 1.5],
    ['flag', '2'],
    ['id', '1'],
    ['level', { stored: 'm' }],
  ] as const) {
    const order = orderBy === 'id' ? 'Item(id asc)' : `Item(${orderBy} asc, id asc)`;
    const parts = [order, { stored }, ...(orderBy === 'id' ? [] : ['1'])];
    const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url');
    const { errors } = await gateway.query(
      `query ($cursor: String) { items(after: $cursor, orderBy: [{ ${orderBy}: asc }]) { nodes { id } } }`,
      { cursor },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});
