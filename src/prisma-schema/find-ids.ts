import type { DataModelModel } from './data-model.ts';

/**
 * Finds the fields that the API shows as `ID`, as `Model.field`. They are keys of one column and
 * references to them, even over several relations, and even if those relations are left out.
 */
export function findIds(models: readonly DataModelModel[]): ReadonlySet<string> {
  const ids = new Set(
    models.flatMap(({ name, primaryKey, fields }) => {
      const key = fields.filter((field) =>
        primaryKey ? primaryKey.fields.includes(field.name) : field.isId,
      );
      const isId = key.length === 1 && key.every(({ type }) => type !== 'Json');
      return isId ? key.map((field) => `${name}.${field.name}`) : [];
    }),
  );
  for (let count = -1; count !== ids.size;) {
    count = ids.size;
    for (const { name, fields } of models) {
      for (const { type, relationFromFields = [], relationToFields = [] } of fields) {
        for (const [index, from] of relationFromFields.entries()) {
          if (ids.has(`${type}.${relationToFields[index] ?? ''}`)) ids.add(`${name}.${from}`);
        }
      }
    }
  }
  return ids;
}
