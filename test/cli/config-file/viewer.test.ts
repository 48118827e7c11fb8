import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { signSecretly } from '../../server/viewer/support.ts';
import { seededDatabaseUrl } from '../../support/database.ts';
import { openGatewayProcess, runToEnd } from '../../support/gateway-process.ts';

const root = new URL('../../../', import.meta.url);
const index = new URL('src/index.ts', root).href;
const folder = await mkdtemp(join(tmpdir(), 'gather-viewer-'));

afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(text: string): Promise<string> {
  const path = join(folder, 'gather.config.ts');
  await writeFile(path, text);
  return path;
}

const config = `import { defineConfig } from '${index}';

export default defineConfig({
  viewer: {
    values: { id: 'User.id' },
    token: { secret: '0123456789abcdef0123456789abcdef', issuer: 'https://login.example.org/', audience: 'directory' },
    read: ({ claims }) => claims && { id: claims.sub },
    required: true,
  },
});
`;

describe('A viewer in gather.config.ts', () => {
  test.each(['1', '2'])('is found by %s process', async (PROCESSES) => {
    const GATHER_CONFIG = await write(config);
    await using gateway = await openGatewayProcess({
      GATHER_CONFIG,
      PROCESSES,
      DATABASE_URL: seededDatabaseUrl(),
    });
    await gateway.ready();
    const ask = async (authorization: string): Promise<number> => {
      const headers = { 'content-type': 'application/json', authorization, connection: 'close' };
      const body = JSON.stringify({ query: '{ user(id: 1) { id } }' });
      return (await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })).status;
    };
    const token = await signSecretly();
    for (let asked = 0; asked < 6; asked += 1) {
      expect(await ask(`Bearer ${token}`)).toBe(200);
      expect(await ask('Bearer x')).toBe(401);
    }
  });

  test.each(['1', '2'])('with faults ends the start of %s process with code 2', async (PROCESSES) => {
    const GATHER_CONFIG = await write(`export default {
  viewer: {
    values: { id: 'Usr.id' },
    token: {
      secret: 'hunter2',
      issuer: 'a', audience: 'b',
    },
    required: 1,
  },
};`);
    const settings = { GATHER_CONFIG, PROCESSES, DATABASE_URL: seededDatabaseUrl(), PORT: '0' };
    const { code, complaints } = await runToEnd(['start'], settings);
    expect(complaints.split('\n').map((line) => line.trim().replaceAll(`${folder}/`, ''))).toEqual([
      'The settings have 4 faults:',
      expect.stringMatching(/^gather\.config\.ts:3: viewer\.values\.id: .*, got "Usr\.id"$/),
      'gather.config.ts:5: viewer.token.secret: expected a secret of at least 32 bytes, got 7 bytes',
      'gather.config.ts:2: viewer.read: expected a function that reads the viewer of the claims of a token, got none',
      'gather.config.ts:8: viewer.required: expected true or false, got a number',
      '',
    ]);
    expect(complaints).not.toContain('hunter2');
    expect(code).toBe(2);
  });

  test('is documented by one that starts', async () => {
    const page = await readFile(new URL('docs/viewer.md', root), 'utf8');
    const [, block = ''] = /```ts gather\.config\.ts\n([^]*?)```/.exec(page) ?? [];
    const GATHER_CONFIG = await write(block.replace("'gather-graphql'", `'${index}'`));
    await using gateway = await openGatewayProcess({ GATHER_CONFIG, DATABASE_URL: seededDatabaseUrl() });
    expect(await gateway.ready()).toBeGreaterThan(0);
  });
});
