import type { Connection } from 'mariadb';
import {
  GraphQLIncludeDirective,
  Kind,
  type GraphQLResolveInfo,
  getDirectiveValues,
  GraphQLSkipDirective,
  type SelectionNode,
} from 'graphql';
import { Facts, type Operator, type RowNumber, type Truth } from '../../fuzz/oracle/facts.ts';
import { type OrderStep, readTerm } from '../../fuzz/oracle/ordering.ts';
import { Refusal } from '../../fuzz/oracle/refusal.ts';
import type { Value } from '../../fuzz/data/values.ts';
import type { FuzzField, FuzzModel, FuzzRelation } from '../../fuzz/schema/description.ts';
import type { RuleOracle } from './rule-oracle.ts';

type Given = Readonly<Record<string, unknown>>;

/** The facts of one viewer's database: hidden rows are deleted, and hidden values are NULL. */
export class ViewerFacts extends Facts {
  readonly #whole: Facts;
  readonly #oracle: RuleOracle;

  constructor(connection: Connection, whole: Facts, oracle: RuleOracle) {
    super(connection);
    this.#whole = whole;
    this.#oracle = oracle;
  }

  override async rows(model: FuzzModel): Promise<readonly RowNumber[]> {
    const visible = await this.#oracle.rows(model);
    return (await this.#whole.rows(model)).filter((row) => visible.has(row));
  }

  override values(model: FuzzModel, field: FuzzField): Promise<ReadonlyMap<RowNumber, unknown>> {
    return this.#mask<unknown>(model, field, this.#whole.values(model, field), null);
  }

  override ranks(model: FuzzModel, field: FuzzField): Promise<ReadonlyMap<RowNumber, number>> {
    return this.#mask(model, field, this.#whole.ranks(model, field), 0);
  }

  override nulls(model: FuzzModel, field: FuzzField): Promise<ReadonlyMap<RowNumber, Truth>> {
    return this.#mask<Truth>(model, field, this.#whole.nulls(model, field), true);
  }

  override compared(
    model: FuzzModel,
    field: FuzzField,
    operator: Operator,
    value: Value,
  ): Promise<ReadonlyMap<RowNumber, Truth>> {
    return this.#mask<Truth>(model, field, this.#whole.compared(model, field, operator, value), undefined);
  }

  override async related(
    model: FuzzModel,
    relation: FuzzRelation,
  ): Promise<ReadonlyMap<RowNumber, readonly RowNumber[]>> {
    const { target, from, to } = relation;
    const [own, other] = [await this.#known(model, from), await this.#known(target, to)];
    const all = await this.#whole.related(model, relation);
    return new Map(
      [...all].filter(([row]) => own(row)).map(([row, found]) => [row, found.filter((each) => other(each))]),
    );
  }

  override async sum(
    model: FuzzModel,
    field: FuzzField,
    rows: readonly RowNumber[],
  ): Promise<string | undefined> {
    const known = await this.#known(model, [field]);
    return this.#whole.sum(model, field, rows.filter(known));
  }

  override refuseList(
    model: FuzzModel,
    given: Given,
    order: readonly OrderStep[],
    info: GraphQLResolveInfo,
  ): void {
    const used = [
      ...listFields(model, given['where'] ?? {}),
      ...order.flatMap(([path]) => {
        const term = readTerm(model, path);
        return term.kind === 'field' ? [[term.model, term.field] as const] : [];
      }),
      ...listMeasured(model, info),
    ];
    for (const [of, field] of used)
      if (this.#oracle.isHidden(of, field)) throw new Refusal('FORBIDDEN', `${field.name} is hidden.`);
  }

  async #mask<T>(
    model: FuzzModel,
    field: FuzzField,
    asked: Promise<ReadonlyMap<RowNumber, T>>,
    hidden: T,
  ): Promise<ReadonlyMap<RowNumber, T>> {
    const [rows, values] = [await this.#oracle.rows(model), await this.#oracle.values(model, field)];
    return new Map(
      [...(await asked)]
        .filter(([row]) => rows.has(row))
        .map(([row, value]) => [row, values.has(row) ? value : hidden]),
    );
  }

  /** Whether a row is there with the values of these fields. */
  async #known(model: FuzzModel, fields: readonly FuzzField[]): Promise<(row: RowNumber) => boolean> {
    const sets = [await this.#oracle.rows(model)];
    for (const field of fields)
      if (model.fields.includes(field)) sets.push(await this.#oracle.values(model, field));
    return (row) => sets.every((set) => set.has(row));
  }
}

type Used = readonly (readonly [FuzzModel, FuzzField])[];

/** The fields that a `where` uses, of its own model and of related ones. */
function listFields(model: FuzzModel, where: unknown): Used {
  if (Array.isArray(where)) return where.flatMap((part) => listFields(model, part));
  if (typeof where !== 'object' || where === null) return [];
  return Object.entries(where).flatMap(([name, demand]): Used => {
    if (['AND', 'OR', 'NOT'].includes(name)) return listFields(model, demand);
    const field = model.fields.find((each) => each.name === name);
    // What says nothing of a field is no use of it.
    const words = Object.keys((demand as object | null) ?? {}).filter((word) => word !== 'path');
    if (field) return words.length > 0 ? [[model, field]] : [];
    const relation = model.relations.find((each) => each.name === name);
    if (relation === undefined) throw new Error(`Expected a field of ${model.name}, got ${name}.`);
    return Object.entries((demand as object | null) ?? {}).flatMap(([operator, inner]) =>
      operator === 'count' ? [] : listFields(relation.target, inner),
    );
  });
}

/** The fields of which a connection's selection measures something. */
function listMeasured(model: FuzzModel, info: GraphQLResolveInfo): Used {
  const walk = (selections: readonly SelectionNode[], path: readonly string[]): readonly string[] =>
    selections.flatMap((node): readonly string[] => {
      const skipped = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] === true;
      const included =
        getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] !== false;
      if (skipped || !included) return [];
      if (node.kind === Kind.INLINE_FRAGMENT) return walk(node.selectionSet.selections, path);
      if (node.kind === Kind.FRAGMENT_SPREAD)
        return walk(info.fragments[node.name.value]?.selectionSet.selections ?? [], path);
      const name = node.name.value;
      if (path.length === 0 && name !== 'aggregate') return [];
      if (path.length === 2) return [name];
      return walk(node.selectionSet?.selections ?? [], [...path, name]);
    });
  const names = new Set(info.fieldNodes.flatMap((node) => walk(node.selectionSet?.selections ?? [], [])));
  return model.fields.filter(({ name }) => names.has(name)).map((field) => [model, field]);
}
