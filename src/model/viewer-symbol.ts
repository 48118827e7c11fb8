import type { Field } from './model.ts';

/** Stands for a value of the viewer while rules are read. */
export class ViewerSymbol {
  readonly name: string;
  /** The field whose values it has. */
  readonly field: Field;
  /** `true` if it stands for a list of values. */
  readonly isList: boolean;

  constructor(name: string, field: Field, isList: boolean) {
    this.name = name;
    this.field = field;
    this.isList = isList;
  }
}

/** Stands within a rule for the condition that the viewer may read the related row. */
export const readable: unique symbol = Symbol('readable');
