import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededDatabaseUrl } from './support/database.ts';
import { openTestGateway, type TestGateway, traced, type TracedStatement } from './support/gateway.ts';

/**
 * Each document here stands beside its answer (`.json`) and the statements that it ran (`.sql`), both exact.
 * `UPDATE=1 npx vitest run test/queries.test.ts` writes them anew: read the difference before you keep it.
 */
const directory = join(import.meta.dirname, 'queries');
const documents = readdirSync(directory).filter((name) => name.endsWith('.graphql'));
const update = process.env['UPDATE'] === '1';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});

test.each(documents)('Document %s is answered by its statements', async (name) => {
  const document = await readFile(join(directory, name), 'utf8');
  const { data, errors, statements } = await gateway.query(document, readVariables(document), traced);

  const json = join(directory, name.replace('.graphql', '.json'));
  const formatting = { ...(await resolveConfig(json)), parser: 'json' };
  const answer = await format(JSON.stringify({ data, errors }), formatting);
  expect(answer).toBe(await readExpected(json, answer));

  const sql = join(directory, name.replace('.graphql', '.sql'));
  const ran = writeStatements(statements);
  expect(ran).toBe(await readExpected(sql, ran));
});

/** The first line may hold the variables: `# {"id": "1"}`. */
function readVariables(document: string): Record<string, unknown> {
  const [, json = '{}'] = /^# (\{.*\})$/m.exec(document) ?? [];
  return JSON.parse(json) as Record<string, unknown>; // what the document's author wrote
}

/** The statements level by level; those of a level run side by side, so they are put in an order of their own. */
function writeStatements(statements: readonly TracedStatement[]): string {
  const written = statements.map(({ paths, keys, rows, sql }) => {
    const asking = paths.toSorted();
    const depth = Math.min(...paths.map((path) => path.split('.').length));
    return { depth, text: `-- ${asking.join(', ')} (keys: ${keys}, rows: ${rows})\n${sql};\n` };
  });
  return written
    .toSorted((one, other) => one.depth - other.depth || (one.text < other.text ? -1 : 1))
    .map(({ text }) => text)
    .join('\n');
}

async function readExpected(path: string, actual: string): Promise<string> {
  if (update) await writeFile(path, actual);
  return readFile(path, 'utf8');
}
