import { ForbiddenError } from '../errors.ts';
import type { Columns } from '../model/columns.ts';
import { buildAggregateShape, buildRowShape, buildRowsShape } from '../model/build-shape.ts';
import type { Crossing, Filter, Mask, OrderTerm, Rights, Scoped, Shape } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { allOf, toFilter } from './combine-filters.ts';
import { listOperands } from './find-operands.ts';
import { findMask, scopeFilter } from './scope-filter.ts';
import type { Variant } from './variant.ts';

/** The parts of a shape to which rules are applied whatever columns it is loaded with. */
interface ScopedParts {
  readonly where: Filter | undefined;
  readonly orderBy: readonly OrderTerm[];
}

/** Marks a shape as scoped where no rules exist. */
export function passShape<S extends Shape>(shape: S): Scoped<S> {
  return shape as Scoped<S>; // there is nothing to apply
}

/** The shapes that one kind of viewers has loaded, with the rules applied. */
export class ScopedShapes {
  readonly #variant: Variant;
  readonly #parts = new WeakMap<Shape, ScopedParts | ForbiddenError>();
  readonly #shapes = new WeakMap<Shape, Map<string, unknown>>();

  constructor(variant: Variant) {
    this.#variant = variant;
  }

  /** Returns the filter and the order of a shape under the rules, or the error that refuses them. */
  parts(shape: Shape): ScopedParts | ForbiddenError {
    let parts = this.#parts.get(shape);
    if (parts === undefined) this.#parts.set(shape, (parts = this.#tryScope(shape)));
    return parts;
  }

  /**
   * Returns the shape of a load with these columns.
   * @throws ForbiddenError if the shape uses a value that these viewers may read in no row.
   */
  shape<S extends Shape>(shape: S, columns: Columns): Scoped<S> {
    // The answers of own SQL are its own, or keys of rows that are loaded under the rules.
    if (shape.kind === 'sql') return passShape(shape);
    let known = this.#shapes.get(shape);
    if (known === undefined) this.#shapes.set(shape, (known = new Map()));
    let scoped = known.get(columns.id);
    if (scoped === undefined) {
      const parts = this.parts(shape);
      if (parts instanceof Error) throw parts;
      known.set(columns.id, (scoped = scopeShape(shape, parts, columns, this.#variant)));
    }
    return scoped as Scoped<S>; // made of the same shape
  }

  #tryScope(shape: Shape): ScopedParts | ForbiddenError {
    try {
      return scopeParts(shape, this.#variant);
    } catch (error) {
      if (error instanceof ForbiddenError) return error;
      throw error;
    }
  }
}

/**
 * Applies the rules to the filter and the order of a shape.
 * @throws ForbiddenError for a field that the viewer may read in no row.
 */
function scopeParts(shape: Shape, variant: Variant): ScopedParts {
  const { model, by, through, where } = shape;
  // The keys of a join table are never guarded.
  const keyed = through === undefined ? by.map((field) => variant.mask(model, field)) : [];
  const asked = where && scopeFilter(where, model, variant);
  const measured = shape.kind === 'aggregate' ? shape.measures : [];
  for (const measure of measured)
    if (measure.function !== 'count') findMask(variant, model, measure.field, 'aggregate');
  return {
    where: toFilter(allOf([...keyed, variant.row(model), asked])),
    orderBy: shape.kind === 'rows' ? shape.orderBy.map((term) => scopeTerm(term, model, variant)) : [],
  };
}

function scopeTerm(term: OrderTerm, model: Model, variant: Variant): OrderTerm {
  let at = model;
  const crossings: Crossing[] = [];
  const path = term.kind === 'count' ? [...term.path, term.relation] : term.path;
  for (const relation of path) {
    crossings.push(variant.crossing(at, relation));
    at = relation.target;
  }
  const mask = term.kind === 'field' ? findMask(variant, at, term.field, 'orderBy') : true;
  const isFree =
    mask === true && crossings.every(({ own, filter }) => own === undefined && filter === undefined);
  return isFree ? term : { ...term, crossings, mask: toFilter(mask) };
}

/** Builds the scoped shape of a load with these columns. */
function scopeShape<S extends Shape>(
  shape: S,
  { where, orderBy }: ScopedParts,
  columns: Columns,
  variant: Variant,
): Scoped<S> {
  const { model } = shape;
  const measured =
    shape.kind === 'aggregate'
      ? shape.measures.flatMap((measure) => ('field' in measure ? measure.field : []))
      : [];
  const masks = findMasks([...columns.fields, ...measured], model, variant);
  const joined = new Map(
    columns.joined.map(({ relation, fields }) => [
      relation,
      { ...variant.crossing(model, relation), masks: findMasks(fields, relation.target, variant) },
    ]),
  );
  const rights: Rights = { masks, joined, operands: listOperands(model, { where, orderBy, masks, joined }) };
  return rebuild(shape, { where, orderBy, rights }) as Scoped<S>; // of the same kind
}

function rebuild(shape: Shape, { where, orderBy, rights }: ScopedParts & { readonly rights: Rights }): Shape {
  switch (shape.kind) {
    case 'row':
      return buildRowShape({ ...shape, where, rights });
    case 'rows':
      return buildRowsShape({ ...shape, where, orderBy, rights });
    case 'aggregate':
      return buildAggregateShape({ ...shape, where, rights });
    case 'sql':
      return shape;
  }
}

function findMasks(fields: readonly Field[], model: Model, variant: Variant): ReadonlyMap<Field, Mask> {
  const guarded = fields.filter((field) => field.guarded === true);
  return new Map(guarded.map((field) => [field, variant.mask(model, field)]));
}
