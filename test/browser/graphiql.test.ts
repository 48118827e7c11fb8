import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const privateDirectory = join(import.meta.dirname, '../../.gather');
const opened = new AsyncDisposableStack();
let gateway: TestGateway;
let context: BrowserContext;

// the first run on a machine may have to fetch the browser
beforeAll(async () => {
  const { program, environment } = await findChromium({
    directory: privateDirectory,
    host: process,
    report: (message) => process.stderr.write(`${message}\n`),
  });
  gateway = opened.use(await openTestGateway({ databaseUrl: seededDatabaseUrl() }));
  const profile = await mkdtemp(join(tmpdir(), 'gather-chromium-'));
  opened.defer(() => rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  context = await chromium.launchPersistentContext(profile, {
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
    viewport: { width: 1280, height: 800 },
  });
  opened.defer(() => context.close());
}, 900_000);

afterAll(() => opened.disposeAsync());

/** A page of the gateway with all that went wrong on it, and whom it asked. */
interface Watched {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

async function openGraphiql(path = '/graphql'): Promise<Watched> {
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
  await page.goto(`${gateway.url}${path}`);
  await page.getByRole('button', { name: /execute query/i }).waitFor();
  return { page, complaints, requests };
}

/** Requests that leave the page: `blob:` and `data:` are parts of it. */
function addressed(requests: readonly string[]): string[] {
  return requests.filter((url) => !/^(blob|data):/.test(url));
}

describe('GraphiQL', { timeout: 60_000 }, () => {
  test('runs its default query and shows the rows', async () => {
    const { page, complaints, requests } = await openGraphiql();
    await page.getByRole('button', { name: /execute query/i }).click();
    const result = page.getByRole('region', { name: /result/i });
    await result.getByText('user1@example.com').waitFor();
    expect(complaints).toEqual([]);
    for (const url of addressed(requests)) expect(new URL(url).host).toBe(new URL(gateway.url).host);
    expect(addressed(requests).length).toBeGreaterThanOrEqual(3);
    await page.close();
  });
});
