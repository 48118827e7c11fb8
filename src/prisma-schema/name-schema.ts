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
 * Names what tells the inputs of rows that hang on a relation apart: after the side that leads back, which they lack, or
 * where that is hidden after the side that leads there. Relations whose inputs would have one name get a number.
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

/** Names the types of models and enums, with the root fields that follow from a model's. */
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

/** The names of helper types, once those of models and enums are given. */
export interface HelperNames {
  /** Those that are there once, by their first choice. */
  readonly shared: ReadonlyMap<string, string>;
  /** The beginnings of those of a model or enum, by its type's name. */
  readonly stems: ReadonlyMap<string, string>;
}

/** Names the helper types. Each gives way where its name is that of a model or enum, or of another helper type. */
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

/** A wish that nobody is told of where it is not met. */
function wishSilently(name: string, suffix: string, takes: NonNullable<NameWish['takes']>): NameWish {
  return { label: name, name, given: undefined, hidden: true, suffix, takes };
}

/** Names a model's fields and relations, which stand beside each other in the API. */
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

/** Leaves out the lookups of a model that another of its lookups has the name of, as `aAndB` has that of `a` and `b`. */
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
