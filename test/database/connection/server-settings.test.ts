import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Connection, createConnection } from 'mariadb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { seed } from '../../../prisma/seed.ts';
import { applyMigrations } from '../../../src/database/migrate/apply-migrations.ts';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';
import { migrationsDirectory } from '../../support/database.ts';
import { openTestGateway } from '../../support/gateway.ts';
import { openOwnServer } from '../../support/own-server.ts';

/** Settings that a server may have for its other users, and none of which may change what we answer. */
const common: Readonly<Record<string, string>> = {
  sql_mode:
    "'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,ONLY_FULL_GROUP_BY,PAD_CHAR_TO_FULL_LENGTH,NO_UNSIGNED_SUBTRACTION,REAL_AS_FLOAT'",
  time_zone: "'+05:30'",
  autocommit: '0',
  sql_select_limit: '3',
  group_concat_max_len: '4',
  max_sort_length: '8',
  div_precision_increment: '0',
  collation_connection: "'utf8mb4_bin'",
  big_tables: '1',
  optimizer_switch: "'derived_merge=off,semijoin=off,materialization=off,mrr=on,mrr_cost_based=off'",
};

const settings: Readonly<Record<'mariadb' | 'mysql', Readonly<Record<string, string>>>> = {
  mariadb: {
    ...common,
    'sql_mode of Oracle': "'ORACLE,EMPTY_STRING_IS_NULL'",
    'sql_mode of SQL Server': "'MSSQL'",
    join_cache_level: '8',
    in_predicate_conversion_threshold: '2',
  },
  mysql: {
    ...common,
    sql_require_primary_key: '1',
    windowing_use_high_precision: '0',
    default_collation_for_utf8mb4: "'utf8mb4_general_ci'",
    'optimizer_switch for batches': "'batched_key_access=on,mrr=on,mrr_cost_based=off,hash_join=off'",
  },
};

const kind = inject('serverKind');
const directory = resolve(import.meta.dirname, '../../queries');
const opened = new AsyncDisposableStack();
let url: string;
let root: Connection;
let documents: readonly { readonly document: string; readonly variables: Record<string, unknown> }[];
let expected: readonly unknown[];

beforeAll(async () => {
  await mkdir(resolve('.gather/test'), { recursive: true });
  const folder = await mkdtemp(join(resolve('.gather/test'), 'settings-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const server = opened.use(await openOwnServer(kind, folder));
  url = server.url;
  root = await createConnection({ ...readConnectionOptions(url), multipleStatements: true });
  opened.defer(() => root.end());
  await applyMigrations({ url, directory: migrationsDirectory, report });
  await seed({ url, scale: 1, report });
  documents = await readDocuments();
  expected = await answerDocuments();
});

afterAll(() => opened.disposeAsync());

async function readDocuments(): Promise<typeof documents> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.graphql'));
  return Promise.all(
    names.map(async (name) => {
      const document = await readFile(join(directory, name), 'utf8');
      const [, json = '{}'] = /^# (\{.*\})$/m.exec(document) ?? [];
      return { document, variables: JSON.parse(json) as Record<string, unknown> }; // what its author wrote
    }),
  );
}

/** What the documents that are pinned elsewhere are answered now, over new connections. */
async function answerDocuments(): Promise<readonly unknown[]> {
  await using gateway = await openTestGateway({ databaseUrl: url });
  const answers: unknown[] = [];
  for (const { document, variables } of documents) {
    const { data, errors } = await gateway.query(document, variables);
    // errors come in the order in which statements end
    const told = errors?.map((error) => JSON.stringify(error)).toSorted();
    answers.push({ document, data, errors: told });
  }
  return answers;
}

async function withSettings(
  changed: Readonly<Record<string, string>>,
  action: () => Promise<void>,
): Promise<void> {
  await using changedBack = new AsyncDisposableStack();
  for (const [name, value] of Object.entries(changed)) {
    const [variable = ''] = name.split(' ');
    const [before] = await root.query<{ value: unknown }[]>(`SELECT @@GLOBAL.${variable} AS value`);
    changedBack.defer(() => root.query(`SET GLOBAL ${variable} = ?`, [before?.value]));
    await root.query(`SET GLOBAL ${variable} = ${value}`);
  }
  await action();
}

describe('Server', () => {
  test.each(Object.entries(settings[kind]))('whose %s is %s answers as any other', async (name, value) => {
    await withSettings({ [name]: value }, async () => expect(await answerDocuments()).toEqual(expected));
  });

  test('whose settings are all odd is migrated and seeded, and shows at once what is written', async () => {
    const other = new URL(url);
    other.pathname = '/other';
    await withSettings(settings[kind], async () => {
      await applyMigrations({ url: other.href, directory: migrationsDirectory, report });
      await seed({ url: other.href, scale: 1, report });
      expect(await applyMigrations({ url: other.href, directory: migrationsDirectory, report })).toEqual([]);
      await using gateway = await openTestGateway({
        databaseUrl: other.href,
        settings: { POOL_SIZE: '1' },
      });
      const count = async (): Promise<unknown> => (await gateway.query('{ comments { totalCount } }')).data;
      expect(await count()).toEqual({ comments: { totalCount: 20_000 } });
      await root.query('DELETE FROM other.Comment WHERE id = 1; COMMIT');
      expect(await count()).toEqual({ comments: { totalCount: 19_999 } });
    });
  });
});

function report(): void {
  // What is told meanwhile is of no interest.
}
