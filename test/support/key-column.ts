import { buildCatalogColumn, type ColumnDescription } from '../../src/database/catalog/column.ts';
import type { KeyColumn } from '../../src/database/keys/key-table.ts';
import { raw } from '../../src/database/sql.ts';
import { buildEveryTypeModel, fieldOf } from './models.ts';

const model = buildEveryTypeModel();

/** A field of the model of every type, with what a database would say of its column; no character set there has 日. */
export function keyColumn(name: string, description: Partial<ColumnDescription>): KeyColumn {
  const column = buildCatalogColumn(
    {
      name: 'k',
      type: 'int',
      unsigned: false,
      precision: 0,
      fractionDigits: 0,
      length: 0,
      characterSet: undefined,
      collation: undefined,
      isNullable: true,
      isComputed: false,
      enumValues: undefined,
      ...description,
    },
    (text) => !text.includes('日'),
  );
  return { field: fieldOf(model, name), expression: raw(`t.${name}`), column };
}
