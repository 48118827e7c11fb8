import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openGatewayProcess } from '../support/gateway-process.ts';
import { runInProcess as run } from '../support/run-in-process.ts';

const shop = join(import.meta.dirname, 'shop');
const folder = await mkdtemp(join(tmpdir(), 'gather-test-'));
const settings = { PRIVATE_DIRECTORY: join(folder, 'private') };

afterAll(() => rm(folder, { recursive: true, force: true }));

async function tables({ connection }: TestDatabase): Promise<string[]> {
  const rows = await connection.query<{ name: string }[]>(
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
  );
  return rows.map(({ name }) => name).toSorted();
}

async function writeSchema(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('A schema of one’s own', () => {
  test('is served with the database that it describes, which only `migrate` alters', async () => {
    await using database = await openTestDatabase('nothing');
    const own = { ...settings, PRISMA_SCHEMA: join(shop, 'schema.prisma'), DATABASE_URL: database.url };
    const migrated = await run(['migrate'], own);
    expect(migrated.complaints).toBe('');
    expect(migrated.output).toContain('Applied: 20250101000000_shop.');
    const before = await tables(database);
    expect(before).toEqual([
      'Log',
      '_CategoryToProduct',
      '_Similar',
      '_prisma_migrations',
      'categories',
      'makers',
      'order_lines',
      'orders',
      'products',
      'sales',
    ]);

    await using gateway = await openGatewayProcess(own);
    await gateway.ready();
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `{
          articles { nodes {
            id sku price state maker { name } categories { nodes { id name } }
            similar { nodes { title } } similarTo { nodes { title } }
            lines { totalCount nodes { year nodeIdField order { number } } }
          } }
          order(year: 2026, number: 1) { lines(where: { product: { is: { sku: { equals: "aaaaaaa1" } } } }) { totalCount } }
          salesByProductId(productId: 1) { pieces }
        }`,
      }),
    });
    expect(await response.json()).toEqual({
      data: {
        articles: {
          nodes: [
            {
              id: '1',
              sku: 'AAAAAAA1',
              price: '20.50',
              state: 'ACTIVE',
              maker: { name: 'Acme' },
              categories: { nodes: [{ id: '18446744073709551615', name: 'Heavy' }] },
              similar: { nodes: [] },
              similarTo: { nodes: [{ title: 'Bolt' }] },
              lines: {
                totalCount: 2,
                nodes: [
                  { year: 2026, nodeIdField: 'x', order: { number: 1 } },
                  { year: 2026, nodeIdField: null, order: { number: 1 } },
                ],
              },
            },
            {
              id: '2',
              sku: 'AAAAAAA2',
              price: '2.00',
              state: 'GONE',
              maker: null,
              categories: { nodes: [] },
              similar: { nodes: [{ title: 'Anvil' }] },
              similarTo: { nodes: [] },
              lines: { totalCount: 0, nodes: [] },
            },
          ],
        },
        order: { lines: { totalCount: 2 } },
        salesByProductId: { pieces: 2 },
      },
    });
    expect(gateway.lines().flatMap(({ level, msg }) => (level === 'warn' ? [msg] : []))).toEqual([
      'Product.place is left out: Prisma cannot read Unsupported("point"). Put /// @gather.hide above it to end this warning.',
      'OrderLine.nodeId is served as nodeIdField: the API needs the name nodeId itself.',
      'No row of Product can be created: the API cannot set cost, which a new row needs. Add @default or ? where the database sets a value.',
      'Sales.pieces is declared Int, but its column is bigint: declare it BigInt',
    ]);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(await tables(database)).toEqual(before);
  });

  test('brings nothing of the bundled one to an empty database', async () => {
    await using database = await openTestDatabase('nothing');
    await using gateway = await openGatewayProcess({
      ...settings,
      PRISMA_SCHEMA: join(shop, 'schema.prisma'),
      DATABASE_URL: database.url,
    });
    await waitUntil(() => gateway.output().includes('no table of the model'), {
      intervalMs: 10,
      timeoutMs: 30_000,
    });
    expect(gateway.lines()).toContainEqual(
      expect.objectContaining({
        level: 'error',
        msg: expect.stringContaining(
          'Check that DATABASE_URL names the database that PRISMA_SCHEMA describes',
        ),
      }),
    );
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(await tables(database)).toEqual([]);
  });

  test('may be a folder of files, named from where npm was run, and is read at each start', async () => {
    const models = join(folder, 'app/models');
    await mkdir(models, { recursive: true });
    await cp(join(shop, 'schema.prisma'), join(models, 'shop.prisma'));
    await writeFile(join(models, 'more.prisma'), 'model Extra {\n  id Int @id\n}\n');
    const own = { ...settings, PRISMA_SCHEMA: 'models', INIT_CWD: join(folder, 'app') };
    const first = await run(['schema'], own);
    expect(first.complaints).toContain('reading models …\n');
    expect(first.output).toContain('type Extra implements Node');
    expect(first.output).toContain('type Article implements Node');

    await writeFile(join(models, 'more.prisma'), 'model Other {\n  id Int @id\n}\n');
    const second = await run(['schema'], own);
    expect(second.output).toContain('type Other implements Node');
    expect(second.output).not.toContain('Extra');
  });

  test('is served from what `gather model` has written, where Prisma may be missing', async () => {
    const printed = await run(['model'], { ...settings, PRISMA_SCHEMA: join(shop, 'schema.prisma') });
    expect(printed.code).toBe(0);
    const path = await writeSchema('model.json', printed.output);
    const [ofModel, ofSchema] = [path, join(shop, 'schema.prisma')].map((each) =>
      run(['schema'], { ...settings, PRISMA_SCHEMA: each }),
    );
    expect((await ofModel)?.output).toContain('type Article implements Node');
    expect((await ofModel)?.output).toBe((await ofSchema)?.output);
    // what connects to the database is not written down
    expect(printed.output).not.toContain('SHOP_DATABASE_URL');
  });
});

describe('A schema that cannot be served', () => {
  const database = { DATABASE_URL: 'mysql://nobody@127.0.0.1:1/nothing' };

  test('is refused with Prisma’s words and its own lines', async () => {
    const text = await readFile(join(shop, 'schema.prisma'), 'utf8');
    const path = await writeSchema('misspelt.prisma', text.replace('OrderLine[]', 'OrderLines[]'));
    const { code, output, complaints } = await run(['schema'], { ...settings, PRISMA_SCHEMA: path });
    expect(code).toBe(1);
    expect(output).toBe('');
    const line = text.split('\n').findIndex((each) => each.includes('OrderLine[]')) + 1;
    expect(complaints).toContain(`Prisma cannot read ${path}:\n\nerror: Type "OrderLines" is neither`);
    expect(complaints).toContain(`${path}:${line}\n`);
    expect(complaints).not.toMatch(/^ {4}at |Prisma CLI Version|Validation Error/m);
  });

  test('is refused with all faults of its annotations', async () => {
    const text = await readFile(join(shop, 'schema.prisma'), 'utf8');
    const faulty = text.replace('@gather.name("Article")', '@gather.nam("Article")');
    const path = await writeSchema(
      'faulty.prisma',
      faulty.replace('/// As it is', '/// @gather.secret\n  /// As it is'),
    );
    const { code, complaints } = await run(['start'], {
      ...settings,
      ...database,
      PRISMA_SCHEMA: path,
      LOG_LEVEL: 'warn',
    });
    expect(code).toBe(1);
    expect(complaints.split('\n')).toEqual([
      'The Prisma schema has 2 faults:',
      `  ${path}:21: expected @gather.hide, @gather.show, @gather.readOnly, @gather.noOrder, @gather.version or @gather.name("…"), alone on its line, got @gather.nam("Article")`,
      `  ${path}:25: expected @gather.hide, @gather.show, @gather.readOnly, @gather.noOrder, @gather.version or @gather.name("…"), alone on its line, got @gather.secret`,
      '',
    ]);
  });

  test('is refused when it is for another database', async () => {
    const path = await writeSchema('postgres.prisma', '\ndatasource db {\n  provider = "postgresql"\n}\n');
    const { code, complaints } = await run(['schema'], { ...settings, PRISMA_SCHEMA: path });
    expect(code).toBe(1);
    expect(complaints).toBe(
      `${path}:3: expected the provider "mysql", which MariaDB has too, got "postgresql".\n`,
    );
  });

  test.each(['nowhere/schema.prisma', 'nowhere', 'nowhere/model.json', '.'])(
    'is refused when there is none: %s',
    async (path) => {
      const empty = await mkdtemp(join(folder, 'empty-'));
      const { code, complaints } = await run(['start'], {
        ...settings,
        ...database,
        PRISMA_SCHEMA: join(empty, path),
      });
      expect(code).toBe(2);
      expect(complaints).toMatch(/^The settings have a fault:\n {2}PRISMA_SCHEMA: .* there is no .*\n$/);
    },
  );

  test('is refused when it is a model that was cut off', async () => {
    const path = await writeSchema('cut.json', '{"version":1,');
    const { code, complaints } = await run(['schema'], { ...settings, PRISMA_SCHEMA: path });
    expect(code).toBe(1);
    expect(complaints).toContain(`${path} is not JSON`);
    expect(complaints).not.toContain('    at ');
  });
});

describe('A schema of one’s own without its surroundings', () => {
  test.each(['start', 'migrate'])(
    'is not enough for `%s`: the database must be named too',
    async (command) => {
      const { code, complaints } = await run([command], {
        ...settings,
        PRISMA_SCHEMA: join(shop, 'schema.prisma'),
        PORT: 'x',
      });
      expect(code).toBe(2);
      expect(complaints.split('\n')).toEqual([
        'The settings have 2 faults:',
        '  PORT: expected a whole number from 0 to 65535, got "x"',
        '  DATABASE_URL: expected the database that PRISMA_SCHEMA describes, as mysql://user:password@host:port/database, got none',
        '',
      ]);
    },
  );

  test('is neither seeded with the bundled data nor migrated without migrations', async () => {
    const path = await writeSchema('lonely.prisma', 'model Extra {\n  id Int @id\n}\n');
    const own = { ...settings, PRISMA_SCHEMA: path, DATABASE_URL: 'mysql://nobody@127.0.0.1:1/nothing' };
    const seeded = await run(['start', '--seed'], own);
    expect(seeded.code).toBe(2);
    expect(seeded.complaints).toContain('PRISMA_SCHEMA: --seed works only with the bundled schema');
    const migrated = await run(['migrate'], own);
    expect(migrated.code).toBe(2);
    expect(migrated.complaints).toContain(`but there is no ${join(folder, 'migrations')}`);
  });
});
