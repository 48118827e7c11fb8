import type { Rights, ViewerValues } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import type { Column } from '../catalog/column.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { ViewerReference } from '../expression/scope.ts';
import { encode, encodeForJson, isBits } from '../expression/wire.ts';
import { raw, sql, value, type Sql } from '../sql.ts';
import { keysTable } from '../statement.ts';

/** Stands for a value of the viewer among the parameters of a statement until it is bound. */
class ViewerParameter {
  readonly index: number;
  readonly #field: Field;
  readonly #column: Column | undefined;

  constructor(index: number, field: Field, column: Column | undefined) {
    this.index = index;
    this.#field = field;
    this.#column = column;
  }

  /** Encodes the value. One that the column cannot hold becomes NULL, which meets nothing. */
  encode(given: PresentValue): unknown {
    if (this.#column?.holds(encodeForJson(this.#field, given)) === false) return null;
    return encode(this.#field, given);
  }
}

/**
 * Builds the reference to the viewer's values in the statements of a shape. They are parameters if all keys
 * are one viewer's, and columns `v0` … of `table` if they are of several.
 */
export function buildViewerReference(
  { operands, isShared = false }: Rights,
  catalog: Catalog,
  table: Sql = keysTable,
): ViewerReference {
  return (model, field, name) => {
    const index = operands.findIndex(
      (operand) => operand.name === name && operand.model === model && operand.field === field,
    );
    if (index < 0) throw new Error(`Expected the value ${name} of the viewer beside the keys.`);
    if (isShared) {
      const column = sql`${table}.${raw(`v${index}`)}`;
      return field.type === 'Bytes' && !isBits(field) ? sql`FROM_BASE64(${column})` : column;
    }
    const column = catalog.column(model.table, field.column);
    const parameter = value(new ViewerParameter(index, field, column));
    if (field.type !== 'Decimal') return parameter;
    // A text would be compared with a number of so many digits as a double.
    return sql`CAST(${parameter} AS DECIMAL(65, ${raw(String(column?.fractionDigits ?? 30))}))`;
  };
}

/** Binds the values of the viewer that all keys of a statement belong to. */
export function bindViewer<Bound extends Sql>(statement: Bound, viewer: ViewerValues | undefined): Bound {
  const parameters = statement.parameters.map((parameter) => {
    if (!(parameter instanceof ViewerParameter)) return parameter;
    const given = viewer?.values[parameter.index] ?? null;
    return given === null ? null : parameter.encode(given);
  });
  return { ...statement, parameters };
}
