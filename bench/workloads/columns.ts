import { fileURLToPath } from 'node:url';
import { spreadIds, type Workload } from './workload.ts';

const schema = fileURLToPath(new URL('../columns.prisma', import.meta.url));
const servers = ['gather', 'hand-written'];

const list = `query Columns($first: Int, $id: ID!) {
  accounts(first: $first, where: { id: { gt: $id } }) { nodes { text01 number01 } }
}`;

const tree = `query ColumnsTree($first: Int, $id: ID!) {
  accounts(first: $first, where: { id: { gt: $id } }) {
    nodes { text01 entries(first: 5) { nodes { text02 amount01 keeper { text03 } } } }
  }
}`;

/** Many rows of a table that has many columns, of which little is shown. */
export const columns: Workload = {
  name: 'columns',
  sentence: '1,000 rows of a table of 41 columns, two of which are shown, 4 connections',
  connections: 4,
  servers,
  schema,
  buildRequests: ({ users }) => buildPages(list, users, 1_000, 20),
};

/** A nested page of such tables. */
export const columnsTree: Workload = {
  name: 'columns-tree',
  sentence:
    '20 rows of such a table, 5 of another below each, and a row that each of those refers to, 16 connections',
  connections: 16,
  servers,
  schema,
  buildRequests: ({ users }) => buildPages(tree, users, 20, 100),
};

/** There are as many accounts as users. */
function buildPages(query: string, users: number, first: number, count: number) {
  return spreadIds(count, Math.max(1, users - first)).map((id) => ({
    query,
    variables: { first, id: String(id - 1) },
  }));
}
