import type { RowData } from '../../model/change.ts';
import type { Field } from '../../model/model.ts';

/** Lists the fields of a row, besides its key, that must be known to update it with this data. */
export function fieldsToUpdate({ relations }: RowData): readonly Field[] {
  return relations.flatMap(({ relation }) => relation.from);
}
