import { expect, test } from 'vitest';
import { locateProperties } from '../../../src/cli/config-file/locate-properties.ts';

const locate = (source: string): Record<string, number> => Object.fromEntries(locateProperties(source));

test.each<[name: string, source: string, lines: Record<string, number>]>([
  ['an object', 'export default {\n  a: 1,\n  b: [1,\n 2],\n  c,\n};', { a: 2, b: 3, c: 5 }],
  [
    'a call',
    "import { d } from 'x';\n\nexport default d({\n  a: { b: 1 },\n  'c-d': 2,\n  \"e\": 3,\n})",
    { a: 4, 'c-d': 5, e: 6 },
  ],
  ['a generic call', 'export default define<{ a: 1 }>({\n  b: 1 })', { b: 2 }],
  ['a constant', 'const config: Config = {\n  a: 1,\n};\nexport default config;', { a: 2 }],
  ['a constant through a call', 'const c = {\n  a: 1 } as const;\nexport default define(c);', { a: 2 }],
  ['another type of module', 'module.exports = {\n  a: 1 };', { a: 2 }],
  [
    'methods',
    'export default {\n  a() {},\n  async b() { c: 1 },\n  get d() { return 1; },\n  e: async () => ({ f: 1 }) }',
    { a: 2, b: 3, d: 4, e: 5 },
  ],
  [
    'comments',
    '/* export default { z: 1 } */ // export default { y: 1 }\nexport default { // x: 1,\n  /* w: 1, */ a: 1 }',
    { a: 3 },
  ],
  [
    'texts',
    "export default {\n  a: 'x, b: 1',\n  c: `\n${d({ e: `}` })} f: 1,\n`,\n  g: 1 }",
    { a: 2, c: 3, g: 6 },
  ],
  ['escaped texts', String.raw`export default { a: 'it\'s, b: 1', c: "\\", d: 1 }`, { a: 1, c: 1, d: 1 }],
  [
    'regular expressions',
    'export default {\n  a: /[/}"]+, b: 1/g,\n  c: 4 / 2 / 1,\n  d: 1 }',
    { a: 2, c: 3, d: 4 },
  ],
  ['ternaries', 'export default {\n  a: b ? c : d,\n  e: f ? { g: 1 } : h }', { a: 2, e: 3 }],
  ['spreads', 'export default {\n  ...base,\n  ...(x ? { a: 1 } : {}),\n  b: 1 }', { b: 4 }],
  ['computed names', 'export default {\n  [a]: 1,\n  b: 1 }', { b: 3 }],
  ['satisfies', 'export default {\n  a: 1 } satisfies { a: number; b?: string };', { a: 2 }],
  ['an imported object', "import c from './c.ts';\nexport default c;", {}],
  ['a function', 'export default () => ({\n  a: 1 })', {}],
  ['a class', 'export default class {\n  a = 1 }', {}],
  ['circular constants', 'const a = b; const b = a; export default a;', {}],
  ['no export', 'const a = { b: 1 };', {}],
  ['nothing', '', {}],
  ['an open text', 'export default { a: `${', { a: 1 }],
])('The lines of properties are found in %s', (_name, source, lines) => {
  expect(locate(source)).toEqual(lines);
});
