import type { Field, LooseReference, Model, Models, Relation } from '../model/model.ts';
import { grantsAll, mayHideRows, type Rules } from './rules.ts';

/**
 * Copies the models, and marks the fields and relations that rules may hide. The schema shows them as
 * nullable, and statements read them only under their masks.
 */
export function buildGuardedModels(models: Models, rules: Rules): Models {
  const copies = new Map(models.all.map((model) => [model, { ...model }] as const));
  const fields = new Map<Field, Field>();
  const relations = new Map<Relation, { -readonly [Name in keyof Relation]: Relation[Name] }>();
  const copyField = (model: Model, field: Field): Field => {
    const known = fields.get(field);
    if (known !== undefined) return known;
    const guarded = !grantsAll(rules.of.get(model)?.fields.get(field)?.read);
    const copy = guarded ? { ...field, guarded } : field;
    fields.set(field, copy);
    return copy;
  };
  for (const model of models.all) for (const field of model.fields) copyField(model, field);
  const fieldOf = (field: Field): Field => fields.get(field) ?? field;
  const modelOf = (model: Model): Model => copies.get(model) ?? model;
  for (const model of models.all) {
    for (const relation of model.relations) {
      const { target, from, to } = relation;
      const own = { target: modelOf(target), from: from.map(fieldOf), to: to.map(fieldOf) };
      const rows = rules.of.get(target);
      const guarded =
        rows === undefined || mayHideRows(rows) || [...own.from, ...own.to].some((field) => field.guarded);
      relations.set(relation, { ...relation, ...own, guarded });
    }
  }
  const relationOf = (relation: Relation): Relation => relations.get(relation) ?? relation;
  for (const [relation, copy] of relations)
    copy.opposite = relation.opposite && relationOf(relation.opposite);
  for (const [model, copy] of copies) {
    Object.assign(copy, {
      fields: model.fields.map(fieldOf),
      defaults: model.defaults.map((each) => ({ ...each, field: fieldOf(each.field) })),
      updatedAt: model.updatedAt.map(fieldOf),
      relations: model.relations.map(relationOf),
      primaryKey: model.primaryKey?.map(fieldOf),
      uniqueKeys: model.uniqueKeys.map((key) => key.map(fieldOf)),
      key: model.key.map(fieldOf),
    } satisfies Partial<Model>);
  }
  const copyReference = (reference: LooseReference): LooseReference => ({
    ...reference,
    model: modelOf(reference.model),
    from: reference.from.map(fieldOf),
    target: modelOf(reference.target),
    to: reference.to.map(fieldOf),
  });
  return {
    ...models,
    all: models.all.map(modelOf),
    looseReferences: models.looseReferences.map(copyReference),
  };
}
