import { BadDataError } from '../../errors.ts';
import type { Field, Model } from '../../model/model.ts';

/** Builds the error of a field whose column the table lacks, or hides from the user. */
export function missingColumn(model: Model, field: Field, options?: ErrorOptions): BadDataError {
  return new BadDataError(
    `${model.names.type}.${field.name} cannot be shown or written: its column is missing in the database or not readable.`,
    options,
  );
}
