/** How the API shows a column, before ids become `ID`. */
export type ApiType =
  | 'String'
  | 'Int'
  | 'UnsignedInt'
  | 'BigInt'
  | 'Float'
  | 'Decimal'
  | 'Boolean'
  | 'DateTime'
  | 'Date'
  | 'Time'
  | 'JSON'
  | 'Bytes'
  | 'Enum';

/** A type of column: as Prisma declares it, as the database does, and what fits into it. */
export interface ColumnType {
  readonly type: ApiType;
  readonly prisma: string;
  /** The native type attribute, such as `@db.VarChar(20)`; none where Prisma's default is the column's type. */
  readonly native: string | undefined;
  readonly sql: string;
  /** Whether it can stand in a primary key, a unique key or a foreign key. */
  readonly keyable: boolean;
  /** Characters or bytes of a text or bytes, digits behind the point or the seconds of anything else. */
  readonly size: number;
  /** Bounds of numbers, as the column's own texts. */
  readonly range: readonly [least: string, most: string] | undefined;
  /** `utf8mb4 COLLATE utf8mb4_bin`; of texts only. */
  readonly characterSet: string | undefined;
}

export interface FuzzEnum {
  readonly name: string;
  /** The names in the API and in the Prisma schema, and the text that stands for the value in the column. */
  readonly values: readonly { readonly name: string; readonly property: string; readonly stored: string }[];
  /** What the column takes beside the values that the Prisma schema knows. */
  readonly unknown: string;
}

export interface FuzzField {
  /** The name in the API. */
  readonly name: string;
  readonly property: string;
  readonly column: string;
  readonly of: ColumnType;
  readonly enumeration: FuzzEnum | undefined;
  readonly nullable: boolean;
  readonly isId: boolean;
}

export interface FuzzRelation {
  readonly name: string;
  readonly property: string;
  /** What makes one relation of the two sides. */
  readonly link: string;
  readonly target: FuzzModel;
  readonly many: boolean;
  readonly nullable: boolean;
  readonly from: readonly FuzzField[];
  readonly to: readonly FuzzField[];
  /** Whether `from` is the foreign key, and not what it refers to. */
  readonly refers: boolean;
  /** Whether the database itself holds the foreign key to be valid. */
  readonly constrained: boolean;
  readonly through: { readonly table: string; readonly from: 'A' | 'B'; readonly to: 'A' | 'B' } | undefined;
}

/** A model of the generated schema, as the fuzzer knows it: nothing of it is taken from the gateway's own reading. */
export interface FuzzModel {
  /** The name in the Prisma schema. */
  readonly name: string;
  /** The name of its type in the API. */
  readonly type: string;
  readonly singular: string;
  readonly plural: string;
  readonly table: string;
  readonly fields: readonly FuzzField[];
  readonly relations: readonly FuzzRelation[];
  readonly primaryKey: readonly FuzzField[] | undefined;
  readonly uniqueKeys: readonly (readonly FuzzField[])[];
  readonly key: readonly FuzzField[];
  /** The table of which it is a view. */
  readonly viewOf: FuzzModel | undefined;
  /** Columns of the table that the API must not show: declarations in the Prisma schema and in the database. */
  readonly hidden: readonly { readonly prisma: string; readonly column: string; readonly sql: string }[];
}

export interface FuzzSchema {
  readonly models: readonly FuzzModel[];
  readonly enums: readonly FuzzEnum[];
}

/** The column that numbers a table's rows for the fuzzer alone: the Prisma schema does not know it. */
export const rowColumn = 'gather_fuzz_row';

/** The name of a field's type in the API. */
export function typeName(field: FuzzField): string {
  if (field.enumeration) return field.enumeration.name;
  return field.isId ? 'ID' : field.of.type;
}

/** Whether a column holds whole numbers. */
export function isInteger({ type }: ColumnType): boolean {
  return type === 'Int' || type === 'UnsignedInt' || type === 'BigInt';
}

/** Quotes an identifier. */
export function quote(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``;
}
