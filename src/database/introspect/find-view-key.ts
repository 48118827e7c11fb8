import type { StoredIndex, StoredTable } from '../../model/stored-table.ts';

const name = '`((?:[^`]|``)+)`';
/** A column with its table or the table's alias. A database may stand before them. */
const column = `(?:\`(?:[^\`]|\`\`)+\`\\.)?${name}\\.${name}`;
const item = new RegExp(`^\\s*${column}\\s+AS\\s+${name}\\s*$`, 'is');
const source = new RegExp(`^(?:\`(?:[^\`]|\`\`)+\`\\.)?${name}(?:\\s+(?:AS\\s+)?${name})?`, 'is');
const equality = new RegExp(`${column}\\s*=\\s*${column}`, 'gis');

interface ViewColumn {
  readonly alias: string;
  readonly column: string;
}

/**
 * Finds the keys of a view in its definition. A column is unique if it is a key of a table of the view whose
 * row determines those of all others. Nothing is concluded from rows, which change.
 */
export function findViewKey(
  view: StoredTable,
  definition: string,
  tables: readonly StoredTable[],
): readonly StoredIndex[] {
  const [, list = '', rest = ''] = /^\s*select\s(.*?)\sfrom\s(.*)$/is.exec(definition) ?? [];
  const words = `${withoutNames(list)} ${withoutNames(rest)}`;
  // With any of these, the parts above are not what they seem, or an equality need not hold.
  if (/\b(?:select|union|from|or|not|distinct|xor|natural|using)\b|\|\|/i.test(words)) return [];
  const [from, grouping] = splitAtGrouping(rest);
  const aliases = readSources(from, tables);
  if (aliases === undefined) return [];
  const groups = grouping?.map(({ alias }) => alias);
  const equalities = readEqualities(from);
  const selected = splitItems(list).flatMap((each) => {
    const [, alias, of, shown] = item.exec(each) ?? [];
    return alias === undefined || of === undefined ? [] : [{ alias, column: of, shown }];
  });
  const keys = selected.filter(({ alias, column: of, shown }) => {
    const isShownKey =
      isKey(aliases.get(alias), of) && view.columns.some((each) => each.name === shown && !each.isNullable);
    if (!isShownKey) return false;
    const determined = findDetermined(alias, aliases, equalities);
    if (grouping === undefined) return [...aliases.keys()].every((each) => determined.has(each));
    return (
      grouping.some((each) => each.alias === alias && each.column === of) &&
      (groups ?? []).every((each) => determined.has(each))
    );
  });
  const grouped = grouping?.length === 1 ? selected.filter((each) => isSame(each, grouping[0])) : [];
  const found = new Set([...keys, ...grouped].map(({ shown = '' }) => shown));
  return view.columns
    .filter((each) => found.has(each.name) && !each.isNullable)
    .map((each) => ({
      name: '',
      kind: 'unique',
      parts: [{ column: each.name, length: undefined, isDescending: false }],
    }));
}

/** Finds the sources with at most one row for a row of the given one: equalities with keys say so. */
function findDetermined(
  start: string,
  aliases: ReadonlyMap<string, StoredTable>,
  equalities: readonly (readonly [ViewColumn, ViewColumn])[],
): ReadonlySet<string> {
  const determined = new Set([start]);
  for (let size = 0; size !== determined.size;) {
    size = determined.size;
    for (const [one, other] of [...equalities, ...equalities.map(([a, b]) => [b, a] as const)]) {
      if (determined.has(one.alias) && isKey(aliases.get(other.alias), other.column))
        determined.add(other.alias);
    }
  }
  return determined;
}

/** Reads the tables of a FROM by their aliases. Returns undefined if one is not a table. */
function readSources(
  from: string,
  tables: readonly StoredTable[],
): ReadonlyMap<string, StoredTable> | undefined {
  const aliases = new Map<string, StoredTable>();
  const [sources = ''] = from.split(/\b(?:where|having|order by|limit)\b/i);
  for (const part of sources.split(/\bjoin\b|,/i)) {
    const [, table = '', alias = table] = source.exec(part.replace(/^[\s(]+/, '')) ?? [];
    const found = tables.find((each) => each.name === table && !each.isView);
    if (found === undefined || aliases.has(alias)) return undefined;
    aliases.set(alias, found);
  }
  return aliases;
}

function readEqualities(from: string): readonly (readonly [ViewColumn, ViewColumn])[] {
  return Array.from(from.matchAll(equality), ([, alias = '', of = '', otherAlias = '', other = '']) => [
    { alias, column: of },
    { alias: otherAlias, column: other },
  ]);
}

/** Splits what follows FROM before GROUP BY, and reads the columns of that. */
function splitAtGrouping(rest: string): readonly [string, (readonly ViewColumn[])?] {
  const [from = '', grouped] = rest.split(/\bgroup by\b/i);
  if (grouped === undefined) return [from];
  const [list = ''] = grouped.split(/\b(?:having|order by|limit)\b/i);
  const columns = splitItems(list).map((each) => {
    const [, alias = '', of = ''] = new RegExp(`^\\s*${column}\\s*$`, 'is').exec(each) ?? [];
    return { alias, column: of };
  });
  return [from, columns];
}

function isKey(table: StoredTable | undefined, of: string): boolean {
  if (table === undefined) return false;
  const uniques = table.indexes.filter(({ kind }) => kind === 'unique').map(({ parts }) => parts);
  return [table.primaryKey, ...uniques].some((parts) => parts.length === 1 && parts[0]?.column === of);
}

function isSame(one: ViewColumn, other: ViewColumn | undefined): boolean {
  return one.alias === other?.alias && one.column === other.column;
}

function withoutNames(sql: string): string {
  return sql.replaceAll(/`(?:[^`]|``)*`|'(?:[^'\\]|''|\\.)*'/gs, '``');
}

function splitItems(list: string): readonly string[] {
  const tokens = list.match(/`(?:[^`]|``)*`|'(?:[^'\\]|''|\\.)*'|[(),]|[^`'(),]+/gs) ?? [];
  const items = [''];
  let depth = 0;
  for (const token of tokens) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    if (token === ',' && depth === 0) items.push('');
    else items.push(`${items.pop() ?? ''}${token}`);
  }
  return items;
}
