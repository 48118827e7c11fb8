import { assignNames, type AssignedNames, type NameWish } from './assign-names.ts';
import type { DataModelEnumeration, DataModelModel } from './data-model.ts';
import type { Draft, Findings } from './draft.ts';
import {
  capitalize,
  nestedTypeNames,
  helperNames,
  helperTypes,
  keptFields,
  keptRootFields,
  keptTypes,
  keptValues,
  nameKeyInput,
  nameLookup,
  nameModel,
  rootFieldNames,
} from '../model/naming.ts';
import type { ReadAnnotations } from './read-annotations.ts';

/**
 * Names the part that distinguishes the inputs of a relation's rows. It is the name of the opposite
 * relation, which those inputs omit, or of the relation itself if the opposite is hidden. Relations with
 * equal names get a number.
 */
export function nameInputs(drafts: readonly Draft[]): void {
  const taken = new Set<string>();
  for (const { name: owner, relations } of drafts) {
    for (const relation of relations) {
      const { name, opposite, target } = relation;
      const first = opposite ? capitalize(opposite.name) : `${capitalize(owner)}${capitalize(name)}`;
      const taking = (inputName: string): readonly string[] => nestedTypeNames(`${target.name}.`, inputName);
      let inputName = first;
      for (let count = 2; taking(inputName).some((each) => taken.has(each)); count++)
        inputName = `${first}${count}`;
      for (const each of taking(inputName)) taken.add(each);
      relation.inputName = inputName;
    }
  }
}

/** Names the types of models and enums. The root fields follow the name of a model. */
export function nameTypes(
  drafts: readonly Draft[],
  enumerations: Iterable<{ readonly name: string }>,
  annotations: ReadAnnotations,
): AssignedNames {
  const models = drafts.map(({ name, uniqueKeys }): NameWish => ({
    label: `Model ${name}`,
    name,
    given: annotations.of(name).name,
    suffix: 'Record',
    takes: (type) => [type, ...rootFieldNames(nameModel(type), uniqueKeys).map((field) => `Query.${field}`)],
  }));
  const enums = Array.from(enumerations, ({ name }): NameWish => ({
    label: `Enum ${name}`,
    name,
    given: undefined,
    suffix: 'Enum',
  }));
  return assignNames(
    [...models, ...enums],
    [...keptTypes, ...keptRootFields.map((field) => `Query.${field}`)],
  );
}

/** The names of the helper types, chosen after those of models and enums. */
export interface HelperNames {
  /** Helper types that exist once, by their preferred names. */
  readonly shared: ReadonlyMap<string, string>;
  /** The stem of the helper types of a model or enum, by its type's name. */
  readonly stems: ReadonlyMap<string, string>;
}

/** Names the helper types. They give way to models, enums and earlier helper types. */
export function nameHelpers(
  drafts: readonly Draft[],
  enumerations: Iterable<{ readonly name: string }>,
  types: AssignedNames,
): HelperNames {
  const { names: shared, taken } = assignNames(
    helperTypes.map((name) => wishSilently(name, 'Type', (helper) => [helper])),
    types.taken,
  );
  const typeOf = ({ name }: { readonly name: string }): string => types.names.get(name) ?? name;
  const relations = drafts.flatMap((draft) => draft.relations);
  const models = drafts.map((draft) =>
    wishSilently(typeOf(draft), 'Record', (stem) => [
      ...helperNames('model', stem),
      ...draft.uniqueKeys.filter(({ length }) => length > 1).map((key) => nameKeyInput({ stem }, key)),
      ...relations
        .filter(({ target }) => target.name === draft.name)
        .flatMap(({ inputName }) => nestedTypeNames(stem, inputName)),
    ]),
  );
  const enums = Array.from(enumerations, (each) =>
    wishSilently(typeOf(each), 'Enum', (stem) => helperNames('enum', stem)),
  );
  return { shared, stems: assignNames([...models, ...enums], taken).names };
}

/** Builds a wish without a message if its name is taken. */
function wishSilently(name: string, suffix: string, takes: NonNullable<NameWish['takes']>): NameWish {
  return { label: name, name, given: undefined, hidden: true, suffix, takes };
}

/** Names the fields and relations of a model, which share one namespace in the API. */
export function nameFields(model: DataModelModel, annotations: ReadAnnotations): AssignedNames {
  const wishes = model.fields.map(({ name, kind, type }): NameWish => {
    const { name: given, ...annotated } = annotations.of(model.name, name);
    const hide = annotated.hide ?? (kind === 'object' ? annotations.of(type).hide : undefined);
    return { label: `${model.name}.${name}`, name, given, hidden: hide !== undefined, suffix: 'Field' };
  });
  return assignNames(wishes, keptFields);
}

/** Names the values of an enum. */
export function nameValues({ name: enumeration, values }: DataModelEnumeration): AssignedNames {
  const wishes = values.map(({ name }): NameWish => ({
    label: `${enumeration}.${name}`,
    name,
    given: undefined,
    suffix: 'Value',
  }));
  return assignNames(wishes, keptValues);
}

/**
 * Leaves out lookups with the name of another lookup of the model. Both a field `aAndB` and the fields
 * `a` and `b` give `ByAAndB`.
 */
export function leaveLookupsOut(draft: Draft, findings: Findings): void {
  const seen = new Set<string>();
  draft.uniqueKeys = draft.uniqueKeys.filter((key) => {
    const name = nameLookup(draft.names, key);
    if (!seen.has(name)) return seen.add(name);
    const fields = key.map(({ property }) => property).join(', ');
    findings.warnings.push(
      `The lookup of ${draft.name} by ${fields} is left out: another one has the name ${name}. Rename a field of it with /// @gather.name("…").`,
    );
    return false;
  });
}
