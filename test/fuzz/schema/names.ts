/** Models as the Prisma schema, the API's types and its root fields call them. */
export const modelNames = [
  ['Person', 'Person', 'person', 'people'],
  ['Category', 'Category', 'category', 'categories'],
  ['tbl_Setting', 'tbl_Setting', 'tblSetting', 'tblSettings'],
  ['Staff', 'Staff', 'staff', 'staffList'],
  ['Order', 'Order', 'order', 'orders'],
  ['Select', 'Select', 'select', 'selects'],
  ['Box', 'Box', 'box', 'boxes'],
  ['Series', 'Series', 'series', 'seriesList'],
  ['Query', 'QueryRecord', 'queryRecord', 'queryRecords'],
  ['PageInfo', 'PageInfoRecord', 'pageInfoRecord', 'pageInfoRecords'],
  ['Node', 'NodeRecord', 'nodeRecord', 'nodeRecords'],
  ['Group', 'Group', 'group', 'groups'],
  ['Day', 'Day', 'day', 'days'],
  ['keys_of_x', 'keys_of_x', 'keysOfX', 'keysOfXes'],
] as const;

/** Fields as the Prisma schema and the API call them: words of JavaScript, of GraphQL, of SQL and of the API itself. */
export const fieldNames: readonly (readonly [property: string, name: string])[] = [
  ['nodeId', 'nodeIdField'],
  ['AND', 'ANDField'],
  ['OR', 'ORField'],
  ['NOT', 'NOTField'],
  ['toString', 'toStringField'],
  ['constructor', 'constructorField'],
  ...(
    'name title type count value key order from group node nodes edges ' +
    'cursor totalCount length then x_y CamelCase first last after where orderBy is some min max select query on fragment ' +
    'rank rows data errors extensions aggregate createdAt'
  )
    .split(' ')
    .map((name) => [name, name] as const),
];

/** Names that need quoting, or that statements like to use themselves; Prisma lets none be another field's name too. */
export const columnNames = [
  'with space',
  'back`tick',
  "it's",
  'say "x"',
  'ques?tion',
  'per%cent',
  'colon:ed',
  'semi;colon',
  '-- dash',
  'back\\slash',
  'ünïcode',
  'i',
  'n',
  'k0',
  'k1',
  'c0',
  'c1',
  'p',
  'm',
  't',
  'm0',
  't0',
  'order by',
  '1st',
  'a.b',
  '$dollar',
  '*',
] as const;

export const tableNames = [
  'order items',
  'back`ticked',
  'group',
  'k',
  'm',
  'p',
  'keys',
  'table',
  'with.dot',
  'ta?ble',
  'tä',
  "o'clock",
  '9lives',
  'a/b',
  'UPPER',
] as const;
