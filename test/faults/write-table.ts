import type { FaultResult } from './run-faults.ts';

/** Writes results as a Markdown table, a row each. */
export function writeTable(results: readonly FaultResult[]): string {
  const rows = results.map(({ number, title, seen, outcome }) =>
    writeRow([String(number), title, seen, outcome === 'does not hold' ? `**${outcome}**` : outcome]),
  );
  return [writeRow(['#', 'fault', 'seen', '']), '|---|---|---|---|', ...rows].join('\n');
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
