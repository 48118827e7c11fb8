import { z } from 'zod';

const enumeration = z.object({
  name: z.string(),
  documentation: z.string().optional(),
  values: z.array(
    z.object({ name: z.string(), dbName: z.string().nullish(), documentation: z.string().optional() }),
  ),
});

const field = z.object({
  name: z.string(),
  dbName: z.string().nullish(),
  kind: z.enum(['scalar', 'enum', 'object', 'unsupported']),
  type: z.string(),
  isList: z.boolean(),
  isRequired: z.boolean(),
  isUnique: z.boolean(),
  isId: z.boolean(),
  nativeType: z.tuple([z.string(), z.array(z.string())]).nullish(),
  hasDefaultValue: z.boolean().optional(),
  default: z.unknown().optional(),
  isUpdatedAt: z.boolean().nullish(),
  relationName: z.string().optional(),
  relationFromFields: z.array(z.string()).optional(),
  relationToFields: z.array(z.string()).optional(),
  relationOnDelete: z.string().optional(),
  relationOnUpdate: z.string().optional(),
  documentation: z.string().optional(),
});

const model = z.object({
  name: z.string(),
  dbName: z.string().nullish(),
  fields: z.array(field),
  primaryKey: z.object({ fields: z.array(z.string()) }).nullish(),
  uniqueFields: z.array(z.array(z.string())),
  documentation: z.string().optional(),
});

/** A parser of the model generator's output. It drops the fields that the gateway does not use. */
export const dataModel = z.object({
  version: z.literal(1),
  models: z.array(model),
  enums: z.array(enumeration),
  /** The whole schema as Prisma has read it. */
  schema: z.string().default(''),
  /** The text of the schema, which has more than the data model. */
  files: z.array(z.object({ file: z.string(), text: z.string() })).default([]),
});

/** The data model of the Prisma schema, from the generator. */
export type DataModel = z.infer<typeof dataModel>;
/** A model of the schema. */
export type DataModelModel = z.infer<typeof model>;
/** A field of a model: a column or one side of a relation. */
export type DataModelField = z.infer<typeof field>;
/** An enum of the schema. */
export type DataModelEnumeration = z.infer<typeof enumeration>;
