import type { GraphQLField } from 'graphql';
import type { FieldPlan } from '../../schema/field-plan.ts';
import type { Position } from '../position.ts';

/** A field of the answer with its plan and its position. */
export interface CompiledField {
  readonly plan: FieldPlan;
  readonly field: GraphQLField<unknown, unknown>;
  readonly position: Position;
}
