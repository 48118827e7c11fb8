import type { FuzzField, FuzzModel, FuzzRelation } from '../schema/description.ts';
import type { Facts, Operator, RowNumber, Truth } from './facts.ts';
import { readJsonConditions } from './json-condition.ts';
import { readOperand } from './read-operand.ts';
import { Refusal } from './refusal.ts';

/** Whether a row meets a `where`. */
export type Condition = (row: RowNumber) => Promise<Truth>;

type Where = Readonly<Record<string, unknown>>;

const operators: Readonly<Record<string, Operator>> = {
  equals: '=',
  not: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
};

/**
 * Reads a `where` into a condition, nothing where it demands nothing. What Prisma's client makes of empty parts is
 * copied from what it was seen to answer: they are passed over, but an `OR` of none, outermost, matches nothing.
 */
export function readCondition(
  facts: Facts,
  model: FuzzModel,
  where: Where,
  outermost = true,
): Condition | undefined {
  const parts = Object.entries(where).map(([name, demand]): Condition | undefined => {
    if (name === 'AND' || name === 'OR' || name === 'NOT') {
      if (!Array.isArray(demand)) throw new Refusal('BAD_USER_INPUT', `${name} takes a list.`);
      const conditions = demand.map((part: Where) => readCondition(facts, model, part, false));
      if (name === 'AND') return all(conditions);
      if (name === 'NOT') return all(conditions.map(not));
      return some(conditions) ?? (outermost ? async () => false : undefined);
    }
    if (demand === null || demand === undefined)
      throw new Refusal('BAD_USER_INPUT', `${name} takes no null.`);
    const field = model.fields.find((each) => each.name === name);
    if (field?.of.type === 'JSON') return all(readJsonConditions(facts, model, field, demand as Where)); // as the schema has it
    if (field) return readComparisons(facts, model, field, demand as Where); // as the schema has it
    const relation = model.relations.find((each) => each.name === name);
    if (relation) return readRelation(facts, model, relation, demand as Where); // likewise
    throw new Error(`Expected a field of ${model.name}, got ${name}.`);
  });
  return all(parts);
}

function readComparisons(
  facts: Facts,
  model: FuzzModel,
  field: FuzzField,
  demand: Where,
): Condition | undefined {
  const compare =
    (operator: Operator, given: unknown): Condition =>
    async (row) => {
      const value = readOperand(field, given);
      return (await facts.compared(model, field, operator, value)).get(row);
    };
  const isNull: Condition = async (row) => (await facts.nulls(model, field)).get(row);
  return all(
    Object.entries(demand).map(([name, given]): Condition | undefined => {
      if (name === 'in' || name === 'notIn') {
        if (!Array.isArray(given)) throw new Refusal('BAD_USER_INPUT', `${name} takes a list.`);
        for (const item of given) readOperand(field, item);
        const items = given.map((item) => compare(name === 'in' ? '=' : '<>', item));
        return name === 'in' ? (some(items) ?? (async () => false)) : (all(items) ?? (async () => true));
      }
      if (given === null || given === undefined) {
        if (name === 'equals') return isNull;
        if (name === 'not') return not(isNull);
        throw new Refusal('BAD_USER_INPUT', `${name} takes no null.`);
      }
      readOperand(field, given);
      return compare(operators[name] ?? '=', given);
    }),
  );
}

function readRelation(
  facts: Facts,
  model: FuzzModel,
  relation: FuzzRelation,
  demand: Where,
): Condition | undefined {
  const related = async (row: RowNumber): Promise<readonly RowNumber[]> =>
    (await facts.related(model, relation)).get(row) ?? [];
  return all(
    Object.entries(demand).map(([name, given]): Condition | undefined => {
      if (name === 'count') return readCount(given, async (row) => (await related(row)).length);
      if (given === null || given === undefined) {
        if (name !== 'is' && name !== 'isNot') throw new Refusal('BAD_USER_INPUT', `${name} takes no null.`);
        const isMissing: Condition = async (row) => (await related(row)).length === 0;
        return name === 'is' ? isMissing : (not(isMissing) ?? isMissing);
      }
      const met = readCondition(facts, relation.target, given as Where) ?? (async () => true); // as the schema has it
      switch (name) {
        case 'some':
          return async (row) => (await truths(await related(row), met)).includes(true);
        case 'none':
          return async (row) => !(await truths(await related(row), met)).includes(true);
        // A row of which it is unknown whether it meets the condition does not speak against it.
        case 'every':
          return async (row) => !(await truths(await related(row), met)).includes(false);
        default: {
          const isMet: Condition = async (row) => {
            const [only] = await related(row);
            return only === undefined ? false : met(only);
          };
          return name === 'is' ? isMet : (not(isMet) ?? isMet);
        }
      }
    }),
  );
}

function readCount(given: unknown, count: (row: RowNumber) => Promise<number>): Condition | undefined {
  if (given === null) throw new Refusal('BAD_USER_INPUT', 'count takes no null.');
  return all(
    Object.entries(given as Where).map(([name, wanted]): Condition => {
      if (wanted === null) throw new Refusal('BAD_USER_INPUT', `${name} takes no null.`);
      const compare = countOperators[name];
      if (compare === undefined) throw new Error(`Expected an operator, got ${name}.`);
      return async (row) => compare(await count(row), wanted);
    }),
  );
}

const countOperators: Readonly<Record<string, (count: number, wanted: unknown) => boolean>> = {
  equals: (count, wanted) => count === Number(wanted),
  not: (count, wanted) => count !== Number(wanted),
  lt: (count, wanted) => count < Number(wanted),
  lte: (count, wanted) => count <= Number(wanted),
  gt: (count, wanted) => count > Number(wanted),
  gte: (count, wanted) => count >= Number(wanted),
  in: (count, wanted) => (wanted as readonly unknown[]).includes(count), // as the schema has it
  notIn: (count, wanted) => !(wanted as readonly unknown[]).includes(count), // likewise
};

function truths(rows: readonly RowNumber[], condition: Condition): Promise<Truth[]> {
  return Promise.all(rows.map(condition));
}

function all(parts: readonly (Condition | undefined)[]): Condition | undefined {
  const demanded = parts.filter((part) => part !== undefined);
  if (demanded.length === 0) return undefined;
  return async (row) => {
    const each = await Promise.all(demanded.map((part) => part(row)));
    return each.includes(false) ? false : each.includes(undefined) ? undefined : true;
  };
}

function some(parts: readonly (Condition | undefined)[]): Condition | undefined {
  const demanded = parts.filter((part) => part !== undefined);
  if (demanded.length === 0) return undefined;
  return async (row) => {
    const each = await Promise.all(demanded.map((part) => part(row)));
    return each.includes(true) ? true : each.includes(undefined) ? undefined : false;
  };
}

function not(part: Condition | undefined): Condition | undefined {
  return (
    part &&
    (async (row) => {
      const truth = await part(row);
      return truth === undefined ? undefined : !truth;
    })
  );
}
