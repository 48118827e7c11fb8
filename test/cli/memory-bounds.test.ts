import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openGatewayProcess, type Settings } from '../support/gateway-process.ts';
import { seededDatabaseUrl } from '../support/database.ts';

/** Starts a gateway; gives what its process and those that it has started run with. */
async function readProcesses(
  settings: Settings,
): Promise<readonly { command: string[]; environment: string[] }[]> {
  await using gateway = await openGatewayProcess({ DATABASE_URL: seededDatabaseUrl(), ...settings });
  await gateway.ready();
  const { pid } = gateway;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return await Promise.all(
    [pid, ...children.split(' ').filter((each) => each !== '')].map(async (each) => ({
      command: await read(each, 'cmdline'),
      environment: await read(each, 'environ'),
    })),
  );
}

async function read(pid: number | string, name: string): Promise<string[]> {
  return (await readFile(`/proc/${pid}/${name}`, 'utf8')).split('\0');
}

const tight = { MEMORY_LIMIT_MB: '256' };
const allocation = ['MALLOC_ARENA_MAX=1', 'MALLOC_MMAP_THRESHOLD_=32768', 'MALLOC_TRIM_THRESHOLD_=65536'];

describe('A gateway in little memory', () => {
  test('bounds its young generation and the allocator, in the process that was started', async () => {
    const [own] = await readProcesses(tight);
    expect(own?.command).toContain('--max-semi-space-size=8');
    expect(own?.environment).toEqual(expect.arrayContaining(allocation));
  });

  test('has its workers do so too', async () => {
    const processes = await readProcesses({ ...tight, PROCESSES: '2' });
    expect(processes).toHaveLength(3);
    for (const { command, environment } of processes) {
      expect(command).toContain('--max-semi-space-size=8');
      expect(environment).toEqual(expect.arrayContaining(allocation));
    }
  });

  test('leaves both as the environment has them', async () => {
    const settings = { ...tight, NODE_OPTIONS: '--max-semi-space-size=4', MALLOC_ARENA_MAX: '3' };
    const [own] = await readProcesses(settings);
    expect(own?.command.filter((option) => option.includes('semi-space'))).toEqual([]);
    expect(own?.environment).toEqual(expect.arrayContaining(['MALLOC_ARENA_MAX=3']));
  });
});

test('A gateway in memory enough runs as Node does', async () => {
  const [own] = await readProcesses({ MEMORY_LIMIT_MB: '4096' });
  expect(own?.command.filter((option) => option.includes('semi-space'))).toEqual([]);
});
