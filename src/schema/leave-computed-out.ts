import { type GraphQLSchema, isInputObjectType, isRequiredInputField } from 'graphql';
import type { Field } from '../model/model.ts';

/** The extensions of an input field that gives a field its value. */
export interface WritingExtensions {
  readonly writes: Field;
}

/**
 * Takes fields that the database computes out of the inputs of a schema, once, when the database is reached: the Prisma
 * schema does not tell them from others. A required one stays, since Prisma would miss it in new rows, and so does the last
 * field of an input, as GraphQL wants one; such a field is refused where it is given.
 */
export function leaveComputedOut(schema: GraphQLSchema, computed: ReadonlySet<Field>): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type)) continue;
    const fields = type.getFields();
    for (const [name, field] of Object.entries(fields)) {
      const { writes } = field.extensions as Partial<WritingExtensions>; // those of its builder
      const isLast = Object.keys(fields).length === 1;
      if (writes === undefined || !computed.has(writes) || isRequiredInputField(field) || isLast) continue;
      Reflect.deleteProperty(fields, name);
    }
  }
}
