import { readFile, writeFile } from 'node:fs/promises';
import type { Results } from './results.ts';

const page = new URL('../docs/performance.md', import.meta.url);
const begin = '<!-- figures: npm run bench -- --write -->';
const end = '<!-- end of figures -->';

/** Puts a report between the markers of docs/performance.md. */
export async function writePerformance(_results: Results, report: string): Promise<void> {
  const text = await readFile(page, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`Expected ${begin} and ${end} in docs/performance.md.`);
  await writeFile(page, `${text.slice(0, from + begin.length)}\n\n${report}\n\n${text.slice(to)}`);
}
