import type { RowData } from '../../model/change.ts';
import type { Field } from '../../model/model.ts';

/** Lists the fields of a row that must be known to update it with this data, besides those of its key. */
export function fieldsToUpdate({ relations }: RowData): readonly Field[] {
  return relations.flatMap(({ relation }) => relation.from);
}
