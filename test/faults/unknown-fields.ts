import { ask } from './ask.ts';
import type { Fault } from './fault.ts';

const documents: Readonly<
  Record<string, { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> }>
> = {
  fields: { query: `{ users { nodes { ${list((i) => `nam${i}`)} } } }` },
  'long fields': { query: `{ ${list((i) => `${'user'.repeat(200)}${i}`, 400)} }` },
  arguments: { query: `{ ${list((i) => `a${i}: users(frst: 1) { totalCount }`, 90)} }` },
  types: { query: `{ users { nodes { ${list(() => '... on Usr { id }', 90)} } } }` },
  'enum values': { query: 'mutation { createUser(data: { email: "e", name: "n", role: MEMBR }) { id } }' },
  variables: {
    query: 'mutation ($data: UserCreateInput!) { createUser(data: $data) { id } }',
    variables: { data: { emal: 'e', nam: 'n', rol: 'MEMBR' } },
  },
};

/** Documents and variables name what is not there. */
export const unknownFields: Fault = {
  number: 28,
  title: 'flood of unknown fields',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase('tables');
    const gateway = await stage.openGateway(database.url);
    let most = 0;
    let longest = 0;
    const suggesting: string[] = [];
    const statuses = new Set<number>();
    for (const [name, { query, variables }] of Object.entries(documents)) {
      const { status, text } = await ask(gateway.url, query, variables === undefined ? {} : { variables });
      const { errors = [] } = JSON.parse(text) as { readonly errors?: readonly unknown[] }; // the gateway answers GraphQL
      statuses.add(status);
      most = Math.max(most, errors.length);
      longest = Math.max(longest, text.length);
      if (/did you mean/i.test(text)) suggesting.push(name);
    }
    seen.equal('statuses', [...statuses].join(), '400');
    seen.atMost('errors', most, 20);
    seen.atMost('longest answer', longest, 16_384, ' bytes');
    seen.that(`suggestions: ${suggesting.join(', ') || 'none'}`, suggesting.length === 0, 'none');
  },
};

function list(write: (index: number) => string, count = 200): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(' ');
}
