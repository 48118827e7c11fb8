import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const privateDirectory = join(import.meta.dirname, '../../.gather');
const opened = new AsyncDisposableStack();
let gateway: TestGateway;
let browser: Browser;

// the first run on a machine may have to fetch the browser
beforeAll(async () => {
  const { program, environment } = await findChromium({
    directory: privateDirectory,
    host: process,
    report: (message) => process.stderr.write(`${message}\n`),
  });
  gateway = opened.use(await openTestGateway({ databaseUrl: seededDatabaseUrl() }));
  // It gets a profile of its own, which is removed with it.
  browser = await chromium.launch({
    executablePath: program,
    // What is set beside the three variables is typed as text alone.
    env: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  opened.defer(() => browser.close());
}, 900_000);

afterAll(() => opened.disposeAsync());

/** A page of the gateway with all that went wrong on it, and whom it asked. */
interface Watched {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

async function openGraphiql(): Promise<Watched> {
  // Wide enough for the texts that are looked for not to be broken.
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('crash', () => complaints.push('the page crashed'));
  page.on('requestfailed', (request) => {
    complaints.push(`${request.url()}: ${request.failure()?.errorText ?? 'failed'}`);
  });
  page.on('request', (request) => requests.push(request.url()));
  onTestFailed(
    () => void process.stderr.write(`${[...complaints, ...requests].join('\n').slice(0, 5_000)}\n`),
  );
  await page.goto(`${gateway.url}/graphql`);
  await page.getByRole('button', { name: /execute query/i }).waitFor();
  return { page, complaints, requests };
}

/** The hosts that were asked for anything: what is `blob:` or `data:` is part of the page. */
function askedHosts(requests: readonly string[]): string[] {
  const urls = requests.filter((url) => !/^(blob|data):/.test(url));
  return [...new Set(urls.map((url) => new URL(url).host))];
}

describe('GraphiQL', { timeout: 60_000 }, () => {
  test('runs its default query and shows the rows, without a complaint or another host', async () => {
    const { page, complaints, requests } = await openGraphiql();
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.locator('.result-window').getByText('user1@example.com').waitFor();
    expect(complaints).toEqual([]);
    expect(askedHosts(requests)).toEqual([new URL(gateway.url).host]);
    // Its page, the schema, and the query.
    expect(requests.filter((url) => url.startsWith(gateway.url))).toHaveLength(3);
    await page.context().close();
  });

  test('shows its default query on the second visit too', async () => {
    const { page } = await openGraphiql();
    const editor = page.locator('.graphiql-query-editor .view-lines');
    await editor.getByText('totalCount').waitFor();
    await page.reload();
    await editor.getByText('totalCount').waitFor();
    expect(await page.locator('.graphiql-tab').count()).toBe(2);
    await page.context().close();
  });

  test('shows a mutation in the tab beside', async () => {
    const { page, complaints } = await openGraphiql();
    await page.locator('.graphiql-tab').nth(1).click();
    await page.locator('.graphiql-query-editor .view-lines').getByText('createUser').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('shows the words of the model, and runs a query by its shortcut', async () => {
    const { page, complaints, requests } = await openGraphiql();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-doc-explorer');
    await docs.getByText('User', { exact: true }).click();
    await docs.getByText('A person in the directory.').waitFor();
    await page.locator('.graphiql-query-editor .view-line').first().click();
    await page.keyboard.press('Control+Enter');
    await page.locator('.result-window').getByText('user1@example.com').waitFor();
    expect(complaints).toEqual([]);
    expect(askedHosts(requests)).toEqual([new URL(gateway.url).host]);
    await page.context().close();
  });
});
