import type { StoredColumn, StoredTable } from '../../model/stored-table.ts';
import { readColumnType } from './column-type.ts';
import { nameColumnEnum, nameEnumValue, type NameStyle, takeName } from './pick-name.ts';
import type { NameChoices, PulledBlock, PulledMember } from './pulled-schema.ts';
import { quote } from './write-default.ts';

/** The enums of a schema, and the one of each column. */
export interface DraftEnums {
  readonly blocks: readonly PulledBlock[];
  readonly of: (table: StoredTable, column: StoredColumn) => PulledBlock | undefined;
}

/** Drafts an enum for each column that has one. A view's column takes that of a table with equal values. */
export function draftEnums(
  tables: readonly StoredTable[],
  models: ReadonlyMap<string, string>,
  { style, choices }: { readonly style: NameStyle; readonly choices: NameChoices },
): DraftEnums {
  const columns = tables
    .toSorted((one, other) => Number(one.isView) - Number(other.isView))
    .flatMap((table) =>
      table.columns.flatMap((column) => {
        const { values } = readColumnType(column);
        return values.length === 0 ? [] : [{ table, column, values }];
      }),
    );
  const chosen = columns.map(({ table, column }) => choices.enumeration(table.name, column.name));
  const taken = new Set([...models.values(), ...chosen.filter((name) => name !== undefined)]);
  const blocks = new Map<string, PulledBlock>();
  const shared = new Map<string, PulledBlock>();
  for (const [index, { table, column, values }] of columns.entries()) {
    const alike = JSON.stringify([column.name.toLowerCase(), values]);
    const given = chosen[index];
    const known =
      given === undefined
        ? table.isView
          ? shared.get(alike)
          : undefined
        : [...blocks.values()].find(({ name }) => name === given);
    const model = models.get(table.name) ?? table.name;
    const block =
      known ??
      draftEnum(given ?? takeName(nameColumnEnum(model, column.name, style), taken), values, {
        stored: `${table.name}.${column.name}`,
        nameValue: (value) => choices.value(table.name, column.name, value),
      });
    blocks.set(keyOf(table, column), block);
    if (!shared.has(alike)) shared.set(alike, block);
  }
  return {
    blocks: [...new Set(blocks.values())],
    of: (table, column) => blocks.get(keyOf(table, column)),
  };
}

interface EnumNames {
  readonly stored: string;
  readonly nameValue: (value: string) => string | undefined;
}

function draftEnum(name: string, values: readonly string[], { stored, nameValue }: EnumNames): PulledBlock {
  const chosen = values.map(nameValue);
  const taken = new Set(chosen.filter((each) => each !== undefined));
  const members = values.map((value, index): PulledMember => {
    const member = chosen[index] ?? takeName(nameEnumValue(value), taken);
    return {
      name: member,
      comments: [],
      type: '',
      attributes: member === value ? [] : [`@map(${quote(value)})`],
    };
  });
  return { keyword: 'enum', name, stored, comments: [], members, attributes: [] };
}

function keyOf(table: StoredTable, column: StoredColumn): string {
  return `${table.name}\0${column.name}`;
}
