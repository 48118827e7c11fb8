import type { Results } from './results.ts';

const width = 760;
const labelWidth = 210;
const barHeight = 14;
const barGap = 4;
const groupGap = 34;
const colors = { own: '#2f6fde', other: '#9aa7b8' } as const;

/** The workloads that are drawn, in this order. */
const drawn = ['one', 'tree', 'deep', 'wide', 'mixed'];

/** Draws the CPU of server and database per request as an SVG: a group of bars for each workload, each to its own scale. */
export function drawChart({ workloads, date }: Results): string {
  const groups = drawn.flatMap((name) => workloads.find((workload) => workload.name === name) ?? []);
  const parts: string[] = [];
  let y = 40;
  for (const { name, servers } of groups) {
    const most = Math.max(...servers.map(({ medians }) => medians.cpuMs));
    parts.push(text(10, y, name, 'font-weight="bold"'));
    y += 10;
    for (const { name, medians } of servers) {
      const length = ((width - labelWidth - 90) * medians.cpuMs) / most;
      const color = name === 'gather' ? colors.own : colors.other;
      parts.push(
        text(labelWidth - 8, y + barHeight - 3, name, 'text-anchor="end"'),
        `<rect x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" fill="${color}"/>`,
        text(labelWidth + length + 6, y + barHeight - 3, `${Number(medians.cpuMs.toPrecision(2))} ms`),
      );
      y += barHeight + barGap;
    }
    y += groupGap - barGap;
  }
  const title = `CPU of server and database per request, less is better (${date.slice(0, 10)})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="sans-serif" font-size="12" role="img" aria-label="${title}">`,
    `<rect width="${width}" height="${y}" fill="#ffffff"/>`,
    text(10, 20, title, 'font-size="14"'),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y}" fill="#1c2530" ${attributes}>${content}</text>`;
}
