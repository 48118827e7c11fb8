/** What `/metrics` tells: each series, with its labels in the order of the alphabet, and its value. */
export async function readMetrics(url: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${url}/metrics`, { headers: { connection: 'close' } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`Expected metrics, got ${response.status}: ${text}`);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => readSeries(line)));
}

function readSeries(line: string): readonly [string, number] {
  const [, name = '', labels, value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  const sorted = labels
    ?.split(/,(?=\w+=")/)
    .toSorted()
    .join();
  return [sorted === undefined ? name : `${name}{${sorted}}`, Number(value)];
}
