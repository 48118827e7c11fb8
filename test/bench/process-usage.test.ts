import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { readCpuMs } from '../../bench/process-usage.ts';

describe.skipIf(process.platform !== 'linux')('CPU time of a process and its children', () => {
  test('counts children while they run and when they have ended', async () => {
    const burn = 'while (process.cpuUsage().user < 200_000); console.log("burnt"); process.stdin.resume()';
    const before = await readCpuMs(process.pid);
    const child = spawn(process.execPath, ['-e', burn], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect((await readCpuMs(process.pid)) - before).toBeGreaterThanOrEqual(150);
    child.stdin.end();
    await once(child, 'close');
    expect((await readCpuMs(process.pid)) - before).toBeGreaterThanOrEqual(150);
  });
});
