import type { Field, Model, Models } from '../../src/model/model.ts';
import { readModel } from '../../src/prisma-schema/read-model.ts';

/** A field of a data model as the generator writes it. */
export function scalar(name: string, type = 'String', more: object = {}): object {
  return {
    name,
    kind: 'scalar',
    type,
    isList: false,
    isRequired: true,
    isUnique: false,
    isId: false,
    ...more,
  };
}

/** The `id Int @id` that most models have. */
export const id = scalar('id', 'Int', { isId: true });

/** A relation field; `from` and `to` stand on the side that holds the foreign key. */
export function relation(name: string, type: string, relationName: string, more: object = {}): object {
  return { ...scalar(name, type), kind: 'object', relationName, ...more };
}

/** A model as the generator writes it. */
export function modelDocument(name: string, fields: readonly object[], more: object = {}): object {
  return { name, fields, uniqueFields: [], ...more };
}

/** Reads models, with enums and the text of their schema where a test needs them. */
export function readModels(models: readonly object[], enums: readonly object[] = [], text?: string): Models {
  const files = text === undefined ? [] : [{ file: 'schema.prisma', text }];
  return readModel({ version: 1, models, enums, files });
}

/** Models as they are, which need not come from a schema. */
export function collectModels(all: readonly Model[]): Models {
  return {
    all,
    enumerations: all.flatMap(({ fields }) => fields.flatMap(({ enumeration }) => enumeration ?? [])),
    helpers: new Map(),
    warnings: [],
    looseReferences: [],
    source: { schema: '', models: [], enums: [] },
  };
}

/** One model of those, which must be there. */
export function modelOf(models: Models, name: string): Model {
  const model = models.all.find((candidate) => candidate.name === name);
  if (model === undefined) throw new Error(`Expected a model ${name}.`);
  return model;
}

/** One field of a model, by its name in the API, which must be there. */
export function fieldOf(model: Model, name: string): Field {
  const field = model.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`Expected a field ${name} of ${model.name}.`);
  return field;
}

/** A model with a field of every type, named after it, for the pure functions that tell types apart. */
export function buildEveryTypeModel(): Model {
  const every = [
    id,
    ...['String', 'Int', 'BigInt', 'Float', 'Decimal', 'Boolean', 'DateTime', 'Json', 'Bytes'].map((type) =>
      scalar(type.toLowerCase(), type, { isRequired: false }),
    ),
    scalar('unsignedint', 'Int', { nativeType: ['UnsignedInt', []] }),
    scalar('unsignedbigint', 'BigInt', { nativeType: ['UnsignedBigInt', []] }),
    scalar('date', 'DateTime', { nativeType: ['Date', []] }),
    scalar('time', 'DateTime', { nativeType: ['Time', ['3']] }),
    scalar('seconds', 'DateTime', { nativeType: ['DateTime', ['0']] }),
    scalar('micros', 'DateTime', { nativeType: ['DateTime', ['6']] }),
    { ...scalar('level', 'Level'), kind: 'enum' },
  ];
  const level = { name: 'Level', values: [{ name: 'LOW', dbName: 'l' }, { name: 'HIGH' }] };
  return modelOf(readModels([modelDocument('Every', every)], [level]), 'Every');
}
