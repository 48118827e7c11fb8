import type { Random } from '../../../prisma/seed/random.ts';
import { drawColumnType, drawIdType } from './column-types.ts';
import type { ColumnType, FuzzEnum, FuzzField, FuzzModel, FuzzSchema } from './description.ts';
import { Draft } from './draft.ts';
import { addManyToMany, addReference } from './generate-relations.ts';
import { modelNames, tableNames } from './names.ts';

/** Generates a schema of two to six models, which refer to each other in every way that Prisma knows. */
export function generateSchema(random: Random): FuzzSchema {
  const enums = generateEnums(random);
  const names = shuffle(random, modelNames).slice(0, 2 + random.below(5));
  const tables = shuffle(random, tableNames);
  const drafts: Draft[] = [];
  for (const [name, type, singular, plural] of names) {
    const table = random.below(2) === 0 ? name : (tables.pop() ?? name);
    const draft = new Draft(random, { name, type, singular, plural, table });
    drafts.push(draft);
    for (let left = random.below(3); left > 0; left -= 1) addReference(random, draft, drafts);
    addPrimaryKey(random, draft);
    for (let left = 1 + random.below(5); left > 0; left -= 1) draft.addField(drawColumn(random, enums));
    addUniqueKeys(random, draft);
    hideColumns(random, draft);
  }
  // Now that all models are there, they may refer to later ones too.
  for (const draft of drafts) {
    if (random.below(2) === 0) addReference(random, draft, drafts);
    if (random.below(2) === 0) addManyToMany(random, draft, drafts);
  }
  const models = drafts.map((draft) => draft.finish());
  const view = random.below(2) === 0 ? buildView(random, models) : undefined;
  return { models: view ? [...models, view] : models, enums };
}

function generateEnums(random: Random): readonly FuzzEnum[] {
  const mapped = random.below(2) === 0;
  const color = ['RED', 'green', 'Blue', 'none'].map((name, index) => ({
    name,
    property: name,
    stored: mapped ? ['the red', 'grün', "b'lue", 'NULL'][index] ?? name : name, // prettier-ignore
  }));
  const mood = ['z', 'a', 'M', 'true'].map((property) => ({
    property,
    name: property === 'true' ? 'trueValue' : property,
    stored: property,
  }));
  return [
    { name: 'Color', values: color, unknown: 'mauve' },
    { name: 'mood_of', values: mood, unknown: 'q' },
  ];
}

function drawColumn(
  random: Random,
  enums: readonly FuzzEnum[],
): Pick<FuzzField, 'of' | 'enumeration' | 'nullable'> {
  const nullable = random.below(2) === 0;
  const enumeration = random.below(7) === 0 ? enums[random.below(enums.length)] : undefined;
  return { of: enumeration ? enumType(enumeration) : drawColumnType(random, false), enumeration, nullable };
}

function enumType({ name, values, unknown }: FuzzEnum): ColumnType {
  const stored = [...values.map((value) => value.stored), unknown].map(
    (text) => `'${text.replaceAll("'", "''")}'`,
  );
  return {
    type: 'Enum',
    prisma: name,
    native: undefined,
    sql: `ENUM(${stored.join(', ')})`,
    keyable: true,
    size: 0,
    range: undefined,
    characterSet: undefined,
  };
}

/** One field, several that may be foreign keys too, or none but a unique field. */
function addPrimaryKey(random: Random, draft: Draft): void {
  const kind = random.below(8);
  if (kind < 5) {
    const of = drawIdType(random);
    draft.primaryKey = [draft.addField({ of, enumeration: undefined, nullable: false, isId: true })];
  } else if (kind < 7) {
    const keys = draft.fields.filter(({ nullable }) => !nullable);
    while (keys.length < 2) {
      keys.push(
        draft.addField({ of: drawColumnType(random, true), enumeration: undefined, nullable: false }),
      );
    }
    draft.primaryKey = shuffle(random, keys).slice(0, 2 + random.below(2));
  } else {
    const field = draft.addField({
      of: drawColumnType(random, true),
      enumeration: undefined,
      nullable: false,
    });
    draft.uniqueKeys.push([field]);
  }
}

function addUniqueKeys(random: Random, draft: Draft): void {
  const keyable = shuffle(
    random,
    draft.fields.filter(({ of, isId }) => of.keyable && !isId),
  );
  const size = random.below(3);
  const key = keyable.slice(0, size);
  const isKnown = [draft.primaryKey ?? [], ...draft.uniqueKeys].some(
    (known) => known.length === key.length && known.every((field) => key.includes(field)),
  );
  if (key.length > 0 && !isKnown) draft.uniqueKeys.push(key);
}

function hideColumns(random: Random, draft: Draft): void {
  if (random.below(4) === 0)
    draft.hidden.push({ prisma: 'secret String? @ignore', column: 'secret', sql: 'VARCHAR(191) NULL' });
  if (random.below(4) === 0)
    draft.hidden.push({ prisma: 'place Unsupported("point")?', column: 'place', sql: 'POINT NULL' });
}

/** A view of some columns of a table: its key is a unique field, and it refers to nothing. */
function buildView(random: Random, models: readonly FuzzModel[]): FuzzModel | undefined {
  const candidates = models.filter(({ key }) => key.length === 1);
  const base = candidates[random.below(candidates.length)];
  if (base === undefined) return undefined;
  const fields = base.fields
    .filter((field) => base.key.includes(field) || random.below(2) === 0)
    .map((field) => ({ ...field, isId: false }));
  const key = fields.filter(({ property }) => property === base.key[0]?.property);
  return {
    name: 'Overview',
    type: 'Overview',
    singular: 'overview',
    plural: 'overviews',
    table: 'over view',
    fields,
    relations: [],
    primaryKey: undefined,
    uniqueKeys: [key],
    key,
    viewOf: base,
    hidden: [],
  };
}

/** The list in a random order. */
function shuffle<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((item) => [random.fraction(), item] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, item]) => item);
}
