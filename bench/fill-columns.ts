import type { Connection } from 'mariadb';

/** The columns of both tables beside their keys, of the kinds that `columns.prisma` has: 40 of them. */
const columns = [
  ...number('text', 20).map((name, index) => ({
    name,
    type: 'VARCHAR(80) NOT NULL',
    value: `CONCAT('A text of column ${index + 1} that says what row ', seq, ' is about')`,
  })),
  ...number('number', 14).map((name) => ({
    name,
    type: 'INT NOT NULL',
    value: `CRC32(CONCAT('${name}', seq)) % 1000000`,
  })),
  ...number('amount', 6).map((name) => ({
    name,
    type: 'DECIMAL(12, 2) NOT NULL',
    value: `(CRC32(CONCAT('${name}', seq)) % 10000000) / 100`,
  })),
];

/** Fills the tables of `columns.prisma` beside the directory, once: `accounts` of 41 columns, five entries of 43 for each. */
export async function fillColumns(connection: Connection, accounts: number): Promise<void> {
  const entries = 5 * accounts;
  await connection.query(writeTable('Account', []));
  await connection.query(
    writeTable('Entry', [
      'accountId INT NOT NULL',
      'keeperId INT NOT NULL',
      'INDEX Entry_accountId_idx (accountId)',
      'INDEX Entry_keeperId_idx (keeperId)',
    ]),
  );
  const [found] = await connection.query<{ count: bigint }[]>('SELECT COUNT(*) AS count FROM Entry');
  if (Number(found?.count) === entries) return;
  await connection.query('TRUNCATE TABLE Account');
  await connection.query('TRUNCATE TABLE Entry');
  await connection.query(writeRows('Account', [], accounts));
  const pick = (what: string): string => `1 + CRC32(CONCAT('${what}', seq)) % ${accounts}`;
  const keys = [
    ['accountId', pick('account')],
    ['keeperId', pick('keeper')],
  ] as const;
  await connection.query(writeRows('Entry', keys, entries));
}

function writeTable(table: string, others: readonly string[]): string {
  const own = columns.map(({ name, type }) => `${name} ${type}`);
  return `CREATE TABLE IF NOT EXISTS ${table} (${['id INT PRIMARY KEY', ...own, ...others].join(', ')})`;
}

/** MariaDB makes them of its own numbers (`seq_1_to_…`). */
function writeRows(
  table: string,
  keys: readonly (readonly [column: string, value: string])[],
  count: number,
): string {
  const all = [['id', 'seq'], ...keys, ...columns.map(({ name, value }) => [name, value])];
  const [names, values] = [all.map(([name]) => name), all.map(([, value]) => value)];
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM seq_1_to_${count}`;
}

function number(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}${String(index + 1).padStart(2, '0')}`);
}
