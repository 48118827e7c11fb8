import { type GraphQLSchema, isInputObjectType, isRequiredInputField } from 'graphql';
import type { Field } from '../model/model.ts';

/** The extensions of an input field that sets a field of the model. */
export interface WritingExtensions {
  readonly writes: Field;
}

/**
 * Removes fields that the database computes from the inputs of a schema, once the database is reached.
 * The Prisma schema does not mark them. Required fields stay, since Prisma needs them in new rows. So
 * does the last field of an input, since GraphQL needs one. The values of both are refused.
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
