import { Session as Now } from './session.ts';
import { Session as Before } from './zz-before.ts';
const shape: any = { id: 's', kind: 'row', model: { names: { type: 'X' } } };
const coalescer: any = { load: (_s: any, keys: any[]) => ({ answers: Promise.resolve(keys.map((k) => ({ id: k.id, name: 'abc' }))), leave() {} }) };
async function round(S: any, n: number, distinct: number) {
  const s = new S(coalescer, { loadMaxKeys: 1e6, responseMaxBytes: 1e9, traced: false });
  const all = [];
  for (let i = 0; i < n; i++) { const id = String(i % distinct); all.push(s.load(shape, { id, values: [id] })); }
  await Promise.all(all);
}
for (const [n, d, rounds] of [[1, 1, 30000], [100, 100, 2000], [1000, 1000, 300], [1000, 50, 300]] as const) {
  const best: any = {};
  for (let turn = 0; turn < 7; turn++)
    for (const [name, S] of [['before', Before], ['now', Now]] as const) {
      const t = process.cpuUsage();
      for (let i = 0; i < rounds; i++) await round(S, n, d);
      const u = process.cpuUsage(t);
      const c = (u.user + u.system) / rounds;
      best[name] = Math.min(best[name] ?? 1e9, c);
    }
  console.log(n, d, best);
}
