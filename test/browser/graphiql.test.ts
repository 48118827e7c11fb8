import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFailed, test, vi } from 'vitest';
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

/** A wide page, and that of a phone. */
const sizes = [
  { width: 1400, height: 900 },
  { width: 390, height: 844 },
] as const;

/** A page of the gateway with all that went wrong on it, and whom it asked. */
interface Watched {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

async function openGraphiql(viewport: (typeof sizes)[number] = sizes[0]): Promise<Watched> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('crash', () => complaints.push('the page crashed'));
  page.on('requestfailed', (request) => {
    const fault = request.failure()?.errorText ?? 'failed';
    // A visit that ends gives up what it was still loading.
    if (fault !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${fault}`);
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

/** The parts of the page that reach beyond its sides; what scrolls by itself or is not shown is no matter. */
function findWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll('#root *:not(.monaco-editor *):not(.graphiql-tabs *)')];
    const wide = [document.documentElement, ...shown].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const isShown = width > 0 && element.checkVisibility({ opacityProperty: true });
      return (
        isShown && (left < -1 || right > innerWidth + 1 || document.documentElement.scrollWidth > innerWidth)
      );
    });
    return wide.map((element) => `${element.tagName}.${element.getAttribute('class')}`);
  });
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /execute query/i }).click();
}

describe.each(sizes)('GraphiQL, $width pixels wide', { timeout: 60_000 }, (size) => {
  test('runs its default query and shows the rows, without a complaint or another host', async () => {
    const { page, complaints, requests } = await openGraphiql(size);
    await run(page);
    await page.locator('.result-window').getByText('user1@example.com').waitFor();
    expect(complaints).toEqual([]);
    expect(askedHosts(requests)).toEqual([new URL(gateway.url).host]);
    // Its page, a script, styles, the schema, and the query.
    expect(requests.filter((url) => url.startsWith(gateway.url))).toHaveLength(5);
    expect(await findWide(page)).toEqual([]);
    await page.context().close();
  });

  test('shows the statements of a request while its switch is on, on the next visit too', async () => {
    const { page, complaints } = await openGraphiql(size);
    const traces: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.postData()?.includes('users(first')) traces.push(request.headers()['gather-trace']);
    });
    const answered = (): Promise<unknown> =>
      page
        .waitForResponse((response) => response.request().postData()?.includes('users(first') ?? false)
        .then((response) => response.json());
    const ask = async (): Promise<unknown> => {
      const answer = answered();
      await run(page);
      return await answer;
    };
    const withStatements = { extensions: { gather: { statements: expect.any(Array) } } };
    expect(await ask()).not.toHaveProperty('extensions');
    await page.getByLabel('Trace').check();
    expect(await ask()).toMatchObject(withStatements);
    // They stand at the end of the answer.
    await page.locator('.result-window .view-line').first().click();
    await vi.waitFor(async () => {
      await page.keyboard.press('Control+End');
      await page
        .locator('.result-window')
        .getByText(/"sql"|SELECT|FROM|LIMIT/)
        .first()
        .waitFor({ timeout: 1_000 });
    }, 20_000);
    await page.reload();
    await page.getByRole('button', { name: /execute query/i }).waitFor();
    expect(await ask()).toMatchObject(withStatements);
    await page.getByLabel('Trace').uncheck();
    expect(await ask()).not.toHaveProperty('extensions');
    expect(traces).toEqual([undefined, '1', '1', undefined]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('shows a mutation in the tab beside, which is refused as long as it has no variables', async () => {
    const { page, complaints } = await openGraphiql(size);
    const before = await countUsers();
    const tabs = page.locator('.graphiql-tab-button');
    expect(await tabs.allTextContents()).toEqual(['Users', 'CreateUser']);
    await tabs.nth(1).click();
    await page
      .locator('.graphiql-query-editor .view-lines')
      .getByText('createUser', { exact: true })
      .waitFor();
    // GraphiQL notices the tab's operation a moment after it has shown it.
    await vi.waitFor(async () => {
      await run(page);
      await page.locator('.result-window').getByText('was not').first().waitFor({ timeout: 1_000 });
    }, 20_000);
    await page.locator('.result-window').getByText('BAD_USER_INPUT').first().waitFor();
    expect(await countUsers()).toEqual(before);
    expect(await findWide(page)).toEqual([]);
    // The browser notes every answer that is not 200.
    expect(complaints.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([]);
    await page.context().close();
  });

  test('shows the words of the model', async () => {
    const { page, complaints } = await openGraphiql(size);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-doc-explorer');
    expect(await findWide(page)).toEqual([]);
    await docs.getByText('User', { exact: true }).click();
    await docs.getByText('A person in the directory.').waitFor();
    expect(await findWide(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click();
    await run(page);
    await page.locator('.result-window').getByText('user1@example.com').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

async function countUsers(): Promise<unknown> {
  return (await gateway.query('{ users(first: 0) { totalCount } }')).data;
}

describe('GraphiQL', { timeout: 60_000 }, () => {
  test('shows its default query on the second visit too, out of files that are kept', async () => {
    const { page } = await openGraphiql();
    const editor = page.locator('.graphiql-query-editor .view-lines');
    await editor.getByText('totalCount').waitFor();
    const [first, sizeOfAll] = await readTransferred(page);
    // Compressed.
    expect(first).toBeLessThan(sizeOfAll / 3);
    await page.reload();
    await editor.getByText('totalCount').waitFor();
    expect(await page.locator('.graphiql-tab').count()).toBe(2);
    expect(await readTransferred(page)).toEqual([0, sizeOfAll]);
    await page.context().close();
  });

  test('has a title and mark of its own', async () => {
    const { page } = await openGraphiql();
    expect(await page.title()).toBe('Gather');
    await page.locator('.graphiql-logo').getByText('Gather').waitFor();
    expect(await page.locator('.graphiql-logo').innerHTML()).not.toMatch(/yoga/i);
    await page.context().close();
  });

  test('runs a query by its shortcut', async () => {
    const { page, complaints } = await openGraphiql();
    await page.locator('.graphiql-query-editor .view-line').first().click();
    await page.keyboard.press('Control+Enter');
    await page.locator('.result-window').getByText('user1@example.com').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** The bytes of the page's files as they came over the wire, and as they are. */
function readTransferred(page: Page): Promise<readonly [number, number]> {
  return page.evaluate(() => {
    const files = performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => name.includes('/graphql/'));
    return [
      files.reduce((sum, { transferSize }) => sum + transferSize, 0),
      files.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
    ] as const;
  });
}
