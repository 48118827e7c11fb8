import { type FieldNode, visit } from 'graphql';
import { BadUserInputError } from '../errors.ts';

/**
 * Refuses a `where` with a variable that is not given. The specification treats such a condition as
 * absent, so the write would reach every row.
 * @throws BadUserInputError naming the variable.
 */
export function refuseAbsentConditions(
  { arguments: given = [] }: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const where = given.find(({ name }) => name.value === 'where');
  if (where === undefined) return;
  visit(where, {
    Variable({ name }) {
      if (Object.hasOwn(variables, name.value)) return;
      throw new BadUserInputError(
        `Argument "where": expected a value of the variable "$${name.value}", got none; leave the condition out to mean all rows.`,
      );
    },
  });
}
