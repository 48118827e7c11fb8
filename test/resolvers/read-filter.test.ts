import { describe, expect, test } from 'vitest';
import type { Filter } from '../../src/model/load.ts';
import { readFilter } from '../../src/resolvers/read-filter.ts';
import { id, modelDocument, modelOf, readModels, scalar } from '../support/models.ts';

const item = modelOf(
  readModels([
    modelDocument('Item', [id, scalar('name', 'String', { isRequired: false }), scalar('at', 'DateTime')]),
  ]),
  'Item',
);

/** A filter as a person would write it down. */
function write(filter: Filter | undefined): string {
  if (filter === undefined) return 'anything';
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `${filter.kind}(${filter.filters.map(write).join(' ')})`;
    case 'not':
      return `not(${write(filter.filter)})`;
    case 'compare':
      return `${filter.field.name}.${filter.operator}=${JSON.stringify('values' in filter ? filter.values : filter.value)}`;
  }
}

const a = { name: { equals: 'a' } };
const b = { name: { equals: 'b' } };

describe('Filter', () => {
  test.each<[object, string]>([
    [{ id: { equals: '5' } }, 'id.equals="5"'],
    [{ name: { equals: null } }, 'name.equals=null'],
    [{ name: { not: null } }, 'name.not=null'],
    [{ name: { in: [] } }, 'name.in=[]'],
    [{ id: { gt: '1', lte: '9' } }, 'and(id.gt="1" id.lte="9")'],
    [{ id: { lt: '9' }, name: { contains: '%' } }, 'and(id.lt="9" name.contains="%")'],
    [{ at: { gte: '2026-11-22T01:00:00+01:00' } }, 'at.gte="2026-11-22T00:00:00Z"'],
    [{ AND: [a, b] }, 'and(name.equals="a" name.equals="b")'],
    [{ OR: [a, b], id: { lt: '9' } }, 'and(or(name.equals="a" name.equals="b") id.lt="9")'],
    [{ NOT: [a, b] }, 'and(not(name.equals="a") not(name.equals="b"))'],
    [{ NOT: [{ ...a, id: { lt: '9' } }] }, 'not(and(name.equals="a" id.lt="9"))'],
  ])('of %j is read', (given, written) => {
    expect(write(readFilter(item, given))).toBe(written);
  });

  // As Prisma's client answers each of these.
  test.each<[object, string]>([
    [{}, 'anything'],
    [{ name: {} }, 'anything'],
    [{ AND: [] }, 'anything'],
    [{ AND: [{}, a] }, 'name.equals="a"'],
    [{ NOT: [] }, 'anything'],
    [{ NOT: [{}] }, 'anything'],
    [{ NOT: [{ name: {} }, a] }, 'not(name.equals="a")'],
    [{ OR: [] }, 'or()'],
    [{ OR: [{}] }, 'or()'],
    [{ OR: [{}, a] }, 'name.equals="a"'],
    [{ OR: [{ AND: [{}] }] }, 'or()'],
    [{ AND: [{ OR: [] }] }, 'anything'],
    [{ NOT: [{ OR: [{}] }] }, 'anything'],
    [{ OR: [], ...a }, 'and(or() name.equals="a")'],
  ])('passes over what demands nothing: %j', (given, written) => {
    expect(write(readFilter(item, given))).toBe(written);
  });

  test.each<[object, string]>([
    [{ AND: null }, 'Argument "where.AND": expected a list of conditions, got null.'],
    [{ name: null }, 'Argument "where.name": expected conditions, got null.'],
    [{ name: { in: null } }, 'Argument "where.name.in": expected a list, got null.'],
    [{ name: { contains: null } }, 'Argument "where.name.contains": expected a string, got null.'],
    [{ OR: [a, { at: { lt: null } }] }, 'Argument "where.OR[1].at.lt": expected an RFC 3339 date-time'],
    [{ id: { in: ['1', '01'] } }, 'Argument "where.id.in[1]": expected a whole number from'],
    [{ id: { equals: 'x' } }, 'Argument "where.id.equals": expected a whole number from'],
  ])('of %j is refused with its place', (given, message) => {
    expect(() => readFilter(item, given)).toThrow(message);
  });

  test('of more values than a statement can carry is refused', () => {
    const most = [{ name: { in: Array<string>(29_998).fill('b') } }, { NOT: [a] }, b];
    expect(() => readFilter(item, { OR: most })).not.toThrow();
    expect(() => readFilter(item, { OR: [...most, a] })).toThrow(
      'Argument "where": expected at most 30000 values, got 30001.',
    );
  });

  test('of more levels than a statement can carry is refused', () => {
    const nest = (levels: number): object => (levels === 0 ? a : { NOT: [nest(levels - 1)] });
    expect(() => readFilter(item, nest(50))).not.toThrow();
    expect(() => readFilter(item, nest(51))).toThrow(
      'Argument "where": expected at most 50 levels of AND, OR and NOT.',
    );
    expect(() => readFilter(item, nest(800))).toThrow('at most 50 levels');
  });
});
