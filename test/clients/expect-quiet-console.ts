import { afterEach, beforeEach, vi } from 'vitest';

/**
 * Fails a test during which anything was said on the console: there the clients' caches say what they could not keep, or
 * could not find again.
 */
export function expectQuietConsole(): void {
  const levels = ['warn', 'error'] as const;
  let said: readonly ReturnType<typeof vi.spyOn>[] = [];

  beforeEach(() => {
    said = levels.map((level) => vi.spyOn(console, level).mockImplementation(() => undefined));
  });

  afterEach(() => {
    const calls = said.flatMap(({ mock }) => mock.calls);
    for (const spy of said) spy.mockRestore();
    if (calls.length > 0)
      throw new Error(`Expected nothing on the console, got: ${calls.flat().map(String).join('\n')}`);
  });
}
