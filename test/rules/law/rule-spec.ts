import type { FuzzField, FuzzModel } from '../../fuzz/schema/description.ts';

/** Stands in a condition for a value of the viewer. */
export class ViewerValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A `where` with operators written out, and values of the viewer among its operands. */
export type SpecWhere = { readonly [name: string]: unknown };

/** One way in which a rule is met. */
export type SpecAlternative =
  | 'anyone'
  | 'signedIn'
  | 'nobody'
  | { readonly role: string }
  /** A condition on the row, and to-one relations whose rows must be readable. */
  | { readonly where: SpecWhere; readonly readable: readonly string[] };

export type SpecRule = readonly SpecAlternative[];

/** The rules of a model, as data that both the gateway and the oracle are given. */
export interface SpecModel {
  readonly read: SpecRule;
  readonly only: SpecRule | undefined;
  /** The field that must equal a value of the viewer. */
  readonly within: { readonly field: string; readonly value: string } | undefined;
  readonly fields: ReadonlyMap<string, SpecRule>;
}

/** A value of the viewer, and the field that it is typed as. */
export interface SpecValue {
  readonly name: string;
  readonly model: FuzzModel;
  readonly field: FuzzField;
  readonly isList: boolean;
}

export interface RulesSpec {
  readonly values: readonly SpecValue[];
  readonly roles: readonly string[];
  readonly models: ReadonlyMap<FuzzModel, SpecModel>;
}

/** One value of a viewer. */
export type ViewerOperand = string | number | boolean;

/** A viewer of the test; null is anonymous. */
export type SpecViewer = {
  readonly values: Readonly<Record<string, ViewerOperand | readonly ViewerOperand[]>>;
  /** Values that no field can have, so that the viewer lacks them. */
  readonly unfit: Readonly<Record<string, unknown>>;
  readonly roles: readonly string[];
} | null;
