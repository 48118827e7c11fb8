import { TooComplexError } from '../errors.ts';
import type { Filter } from '../model/load.ts';
import type { Model, Relation } from '../model/model.ts';
import { readObject, refuse } from './read-object.ts';
import { pushNegations } from '../model/push-negations.ts';
import { readable } from '../model/viewer-symbol.ts';
import { readComparisons } from './read-comparisons.ts';
import { readCount } from './read-count.ts';
import { ValueCount } from './value-count.ts';

/**
 * Reads conditions that GraphQL has coerced, by default those of `where`. Returns undefined if they have
 * no condition.
 *
 * As in Prisma's client, empty conditions are ignored. An empty `OR` matches no row at the top of `where`
 * or of a relation's conditions, and is ignored within another `AND`, `OR` or `NOT`.
 *
 * @throws BadUserInputError, naming the path, for a null without a meaning and for an invalid id.
 * @throws TooComplexError for more values, relations or levels than a statement can have.
 */
export function readFilter(model: Model, given: unknown, path = 'where'): Filter | undefined {
  const read = readCondition(model, given, path);
  const filter = read && pushNegations(read);
  const { values, relations } = filter ? measure(filter) : nothing;
  new ValueCount(path).add(values);
  if (relations > relationsMax) {
    throw new TooComplexError(
      `Argument "${path}": expected at most ${relationsMax} conditions on relations, got ${relations}.`,
    );
  }
  return filter;
}

/**
 * Reads the conditions of a rule, in the words of `where`, with NOT where it was given.
 * @throws BadUserInputError or TooComplexError naming the path.
 */
export function readCondition(model: Model, given: unknown, path: string): Filter | undefined {
  return readConditions(model, given, {
    path,
    argument: path,
    count: new ValueCount(path),
    levels: 0,
    outermost: true,
  });
}

/** The maximum number of parameters of a condition on JSON. MariaDB needs several to parse it. */
const valuesOfJson = 20;

/** The maximum depth of `AND`, `OR`, `NOT` and relations. */
const levelsMax = 50;

/** The maximum number of subqueries in a statement. An `isNot` takes two. */
const relationsMax = 50;

/** The position of conditions in the argument. */
interface Standing {
  /** The path of the conditions in the argument. */
  readonly argument: string;
  readonly path: string;
  /** The values that lists of the whole argument have. */
  readonly count: ValueCount;
  readonly levels: number;
  /** `true` if no `AND`, `OR` or `NOT` on the same rows is around them. */
  readonly outermost: boolean;
}

function readConditions(model: Model, given: unknown, standing: Standing): Filter | undefined {
  const parts = Object.entries(readObject(given, standing.path)).map(([name, demand]) =>
    readPart(model, name, demand, { ...standing, path: `${standing.path}.${name}` }),
  );
  return combine('and', parts);
}

function readPart(model: Model, name: string, demand: unknown, standing: Standing): Filter | undefined {
  switch (name) {
    case 'AND':
      return combine('and', readList(model, demand, standing));
    case 'OR':
      return (
        combine('or', readList(model, demand, standing)) ??
        (standing.outermost ? { kind: 'or', filters: [] } : undefined)
      );
    case 'NOT':
      return combine(
        'and',
        readList(model, demand, standing).map((filter) => filter && not(filter)),
      );
  }
  const field = model.fields.find((candidate) => candidate.name === name);
  if (field) return combine('and', readComparisons(field, demand, standing.path, standing.count));
  const relation = model.relations.find((candidate) => candidate.name === name);
  if (relation) return readRelation(relation, demand, standing);
  throw new Error(`Expected a field of ${model.name} at ${standing.path}.`);
}

function readList(model: Model, demand: unknown, standing: Standing): readonly (Filter | undefined)[] {
  const { path } = standing;
  if (!Array.isArray(demand)) throw refuse(path, 'a list of conditions', demand);
  standing.count.checkConditions(demand.length);
  const levels = descend(standing);
  return demand.map((item, index) =>
    readConditions(model, item, { ...standing, path: `${path}[${index}]`, levels, outermost: false }),
  );
}

function readRelation(relation: Relation, demand: unknown, standing: Standing): Filter | undefined {
  const parts = Object.entries(readObject(demand, standing.path)).map(([operator, given]) =>
    readRelationPart(relation, operator, given, { ...standing, path: `${standing.path}.${operator}` }),
  );
  return combine('and', parts);
}

function readRelationPart(
  relation: Relation,
  operator: string,
  given: unknown,
  standing: Standing,
): Filter | undefined {
  const read = (): Filter | undefined =>
    readConditions(relation.target, given, {
      ...standing,
      levels: descend(standing),
      outermost: true,
    });
  if (operator === 'count') return combine('and', readCount(relation, given, standing.path));
  const leadsNowhere: Filter = { kind: 'none', relation, filter: undefined };
  switch (operator) {
    case 'some':
    case 'none':
      return { kind: operator, relation, filter: read() };
    case 'every': {
      const filter = read();
      // Prisma's client counts rows for which the condition is unknown as rows that meet it.
      return filter ? { kind: 'none', relation, filter: not(filter) } : { kind: 'and', filters: [] };
    }
    // A field is null if its relation leads to no row, for whatever reason.
    case 'is':
      if (given === readable) return { kind: 'some', relation, filter: { kind: 'readable' } };
      return given === null ? leadsNowhere : { kind: 'some', relation, filter: read() };
    case 'isNot':
      return not(given === null ? leadsNowhere : { kind: 'some', relation, filter: read() });
    default:
      throw new Error(`Expected an operator at ${standing.path}.`);
  }
}

function descend({ argument, levels }: Standing): number {
  if (levels < levelsMax) return levels + 1;
  throw new TooComplexError(
    `Argument "${argument}": expected at most ${levelsMax} levels of AND, OR, NOT and relations.`,
  );
}

function not(filter: Filter): Filter {
  return { kind: 'not', filter };
}

/** Combines the conditions. Returns undefined if there are none. */
function combine(kind: 'and' | 'or', parts: readonly (Filter | undefined)[]): Filter | undefined {
  const filters = parts.filter((part) => part !== undefined);
  return filters.length > 1 ? { kind, filters } : filters[0];
}

/** The demands of a filter on a statement. */
interface FilterSize {
  readonly values: number;
  readonly relations: number;
}

const nothing: FilterSize = { values: 0, relations: 0 };

function measure(filter: Filter): FilterSize {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.map(measure).reduce(add, nothing);
    case 'not':
    case 'unmet':
      return measure(filter.filter);
    case 'some':
    case 'none':
      return add({ values: 0, relations: 1 }, filter.filter ? measure(filter.filter) : nothing);
    case 'count':
      return { values: countValues(filter), relations: 1 };
    case 'json':
      return { values: valuesOfJson, relations: 0 };
    case 'compare':
      return { values: countValues(filter), relations: 0 };
    case 'viewer':
    case 'readable':
      return { values: 1, relations: 0 };
  }
}

function countValues(filter: Filter & { kind: 'count' | 'compare' }): number {
  return 'values' in filter ? filter.values.length : 1;
}

function add(one: FilterSize, other: FilterSize): FilterSize {
  return { values: one.values + other.values, relations: one.relations + other.relations };
}
