import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openTestDatabase, seededDatabaseUrl } from './support/database.ts';
import { openTestGateway, type TestGateway, traced, type TracedStatement } from './support/gateway.ts';
import { loadSampleModels, openSampleDatabase, samples } from './support/samples.ts';

/**
 * Each document here stands beside its answer (`.json`) and the statements that it ran (`.sql`; `.mysql.sql` where MySQL
 * is asked in other words), both exact; those of a folder are asked of its own schema and tables.
 * `UPDATE=1 npx vitest run test/queries.test.ts` writes them anew: read the difference before you keep it.
 */
const queries = join(import.meta.dirname, 'queries');
const update = process.env['UPDATE'] === '1';
/** One statement at a time: which loads share one then hangs on the document alone, and not on which answer is there first. */
const settings = { POOL_SIZE: '1' };

describe('The bundled directory', () => {
  testDocuments(queries, () => openTestGateway({ databaseUrl: seededDatabaseUrl(), settings }));
});

/** In the order of their names, each upon what the ones before it have written. */
describe('The bundled directory, written to', () => {
  testDocuments(join(queries, 'mutations'), async (opened) => {
    const database = opened.use(await openTestDatabase('directory'));
    return openTestGateway({ databaseUrl: database.url, settings });
  });
});

describe.each(samples)('The sample database %s', (name) => {
  const directory = join(queries, name);

  test('is served with no warning that its README does not quote and explain', async () => {
    const readme = await readFile(join(directory, 'README.md'), 'utf8');
    const quoted = [...readme.matchAll(/^> (.*)$/gm)].map(([, warning]) => warning);
    const { warnings } = await loadSampleModels(name);
    expect(warnings).toEqual(quoted);
  });

  testDocuments(directory, async (opened) => {
    const database = opened.use(await openSampleDatabase(name));
    return openTestGateway({ databaseUrl: database.url, models: await loadSampleModels(name), settings });
  });
});

/** Tests each document of a folder on a gateway that is opened once, with whatever it needs on the stack. */
function testDocuments(
  directory: string,
  openGateway: (opened: AsyncDisposableStack) => Promise<TestGateway>,
): void {
  const documents = readdirSync(directory).filter((name) => name.endsWith('.graphql'));
  const opened = new AsyncDisposableStack();
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = opened.use(await openGateway(opened));
  });

  afterAll(() => opened.disposeAsync());

  test.each(documents)('Document %s is answered by its statements', async (name) => {
    const path = join(directory, name.replace('.graphql', ''));
    const document = await readFile(join(directory, name), 'utf8');
    const answered = await gateway.query(document, readVariables(document), traced);
    const { data, errors, statements, statementsAtMost = -1 } = answered;
    expect(statements.length).toBeLessThanOrEqual(statementsAtMost);

    const json = `${path}.json`;
    const formatting = { ...(await resolveConfig(json)), parser: 'json' };
    const answer = await format(JSON.stringify({ data, errors }), formatting);
    expect(answer).toBe(await readExpected(json, answer));

    const ran = isMutation(document)
      ? `-- at most ${statementsAtMost} statements\n\n${writeInTurn(statements)}`
      : writeByLevel(statements);
    expect(ran).toBe(await readExpectedStatements(path, ran));
  });
}

async function readExpectedStatements(path: string, actual: string): Promise<string> {
  const [common, own] = [`${path}.sql`, `${path}.mysql.sql`];
  if (inject('serverKind') !== 'mysql') return readExpected(common, actual);
  const isCommon = update ? actual === (await readFile(common, 'utf8')) : !existsSync(own);
  if (isCommon && update) await rm(own, { force: true });
  return isCommon ? readFile(common, 'utf8') : readExpected(own, actual);
}

/** The first line may hold the variables: `# {"id": "1"}`. */
function readVariables(document: string): Record<string, unknown> {
  const [, json = '{}'] = /^# (\{.*\})$/m.exec(document) ?? [];
  return JSON.parse(json) as Record<string, unknown>; // what the document's author wrote
}

function isMutation(document: string): boolean {
  return /^mutation\b/m.test(document);
}

/** The statements of one connection, one after the other. */
function writeInTurn(statements: readonly TracedStatement[]): string {
  return statements.map(writeStatement).join('\n');
}

function writeStatement({ paths, keys, rows, sql }: TracedStatement): string {
  return `-- ${paths.toSorted().join(', ')} (keys: ${keys}, rows: ${rows})\n${sql};\n`;
}

/** The statements level by level; those of a level run side by side, so they are put in an order of their own. */
function writeByLevel(statements: readonly TracedStatement[]): string {
  const written = statements.map((statement) => {
    const depth = Math.min(...statement.paths.map((path) => path.split('.').length));
    return { depth, text: writeStatement(statement) };
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
