import { describe, expect, test } from 'vitest';
import type { Filter } from '../../src/model/load.ts';
import { readFilter } from '../../src/resolvers/read-filter.ts';
import { id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

const item = modelOf(
  readModels([
    modelDocument('Item', [
      id,
      scalar('name', 'String', { isRequired: false }),
      scalar('at', 'DateTime'),
      scalar('more', 'Json', { isRequired: false }),
      scalar('upId', 'Int', { isRequired: false }),
      relation('up', 'Item', 'Tree', {
        isRequired: false,
        relationFromFields: ['upId'],
        relationToFields: ['id'],
      }),
      relation('downs', 'Item', 'Tree', { isList: true }),
      relation('card', 'Card', 'Cards', { isRequired: false }),
    ]),
    modelDocument('Card', [
      id,
      scalar('itemId', 'Int', { isRequired: false, isUnique: true }),
      relation('item', 'Item', 'Cards', {
        isRequired: false,
        relationFromFields: ['itemId'],
        relationToFields: ['id'],
      }),
    ]),
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
    case 'some':
    case 'none':
      return `${filter.relation.name}.${filter.kind}(${filter.filter ? write(filter.filter) : ''})`;
    case 'count':
      return `${filter.relation.name}.count.${filter.operator}=${writeOperand(filter)}`;
    case 'json':
      return `${filter.field.name}${JSON.stringify(filter.path)}.${filter.operator}=${String(filter.value)}`;
    case 'compare':
      return `${filter.field.name}.${filter.operator}=${writeOperand(filter)}`;
    case 'unmet':
    case 'viewer':
    case 'readable':
      throw new Error(`Expected a condition of a client, got ${filter.kind}.`);
  }
}

function writeOperand(filter: Filter & { kind: 'count' | 'compare' }): string {
  return JSON.stringify('values' in filter ? filter.values : filter.value);
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
    [{ downs: { some: a } }, 'downs.some(name.equals="a")'],
    [{ downs: { none: a } }, 'downs.none(name.equals="a")'],
    [{ downs: { every: a } }, 'downs.none(not(name.equals="a"))'],
    [{ downs: { some: a, none: b } }, 'and(downs.some(name.equals="a") downs.none(name.equals="b"))'],
    [{ up: { is: a } }, 'up.some(name.equals="a")'],
    [{ up: { is: null } }, 'up.none()'],
    [{ up: { isNot: null } }, 'not(up.none())'],
    [{ card: { is: null } }, 'card.none()'],
    [{ card: { isNot: null } }, 'not(card.none())'],
    [{ up: { isNot: a } }, 'or(up.none() up.some(not(name.equals="a")))'],
    [{ up: { is: { downs: { some: b } } } }, 'up.some(downs.some(name.equals="b"))'],
  ])('on related rows is read: %j', (given, written) => {
    expect(write(readFilter(item, given))).toBe(written);
  });

  test.each<[object, string]>([
    [{ downs: { count: { gte: 3 } } }, 'downs.count.gte=3'],
    [{ downs: { count: { in: [0, 2] } } }, 'downs.count.in=[0,2]'],
    [
      { NOT: [{ downs: { count: { gt: 1 }, some: a } }] },
      'not(and(downs.count.gt=1 downs.some(name.equals="a")))',
    ],
    [{ downs: { count: {} } }, 'anything'],
    // The first row tells whether there is one.
    [{ downs: { count: { gt: 0 } } }, 'downs.some()'],
    [{ downs: { count: { gte: 1 } } }, 'downs.some()'],
    [{ downs: { count: { not: 0 } } }, 'downs.some()'],
    [{ downs: { count: { equals: 0 } } }, 'downs.none()'],
    [{ downs: { count: { lt: 1 } } }, 'downs.none()'],
    [{ downs: { count: { lte: 0 } } }, 'downs.none()'],
  ])('on the number of related rows is read: %j', (given, written) => {
    expect(write(readFilter(item, given))).toBe(written);
  });

  test.each<[object, string]>([
    [{ more: { equals: { b: 1.0, a: [null] } } }, 'more[].equals={"b":1,"a":[null]}'],
    [{ more: { path: '$', not: null } }, 'more[].not=null'],
    [
      { more: { path: '$.a', string_contains: 'x', array_contains: [1] } },
      'and(more["a"].string_contains=x more["a"].array_contains=[1])',
    ],
    [{ more: { path: '$.a."b c"[0].é', equals: 'x' } }, 'more["a","b c",0,"é"].equals="x"'],
    [{ more: { path: String.raw`$."\"\u0041"."]"[10]`, equals: 1 } }, 'more["\\"A","]",10].equals=1'],
    [{ more: { path: '$.a' } }, 'anything'],
    [{ more: {} }, 'anything'],
  ])('on JSON is read: %j', (given, written) => {
    expect(write(readFilter(item, given))).toBe(written);
  });

  test.each([
    '',
    'a',
    '$.',
    '$a',
    '$.*',
    '$[*]',
    '$**.a',
    '$[last]',
    '$[0 to 2]',
    '$.a b',
    '$."a',
    "$.'a'",
    '$[-1]',
    '$[01]',
    '$[1234567890]',
    '$."\\ud800"',
    ' $',
    '$ ',
    `$${'[0]'.repeat(32)}`,
  ])('on JSON refuses the path %j', (path) => {
    expect(() => readFilter(item, { more: { path, equals: 1 } })).toThrow(
      'Argument "where.more.path": expected a path such as $.name, $."two words" or $.list[0]',
    );
  });

  // Where the related row's own condition is unknown, these are: neither they nor their opposites hold.
  test.each<[object, string]>([
    [{ NOT: [{ up: { is: a } }] }, 'or(up.none() up.some(not(name.equals="a")))'],
    [
      { NOT: [{ up: { is: { up: { is: a } } } }] },
      'or(up.none() up.some(or(up.none() up.some(not(name.equals="a")))))',
    ],
    [
      { NOT: [{ up: { is: a }, ...b }] },
      'or(or(up.none() up.some(not(name.equals="a"))) not(name.equals="b"))',
    ],
    [{ NOT: [{ OR: [{ up: { is: {} } }, b] }] }, 'and(up.none() not(name.equals="b"))'],
    [{ downs: { every: { up: { is: a } } } }, 'downs.none(or(up.none() up.some(not(name.equals="a"))))'],
    [{ NOT: [{ downs: { some: { up: { is: a } } } }] }, 'not(downs.some(up.some(name.equals="a")))'],
  ])('moves NOT to where a to-one relation leads: %j', (given, written) => {
    expect(write(readFilter(item, given))).toBe(written);
  });

  // As Prisma's client answers each of these.
  test.each<[object, string]>([
    [{ up: {} }, 'anything'],
    [{ downs: {} }, 'anything'],
    [{ OR: [{ up: {} }] }, 'or()'],
    [{ OR: [{ up: {} }, a] }, 'name.equals="a"'],
    [{ up: { is: {} } }, 'up.some()'],
    [{ up: { isNot: {} } }, 'up.none()'],
    [{ up: { isNot: { name: {} } } }, 'up.none()'],
    [{ downs: { some: {} } }, 'downs.some()'],
    [{ downs: { none: {} } }, 'downs.none()'],
    [{ downs: { every: {} } }, 'and()'],
    [{ OR: [{ downs: { every: {} } }] }, 'and()'],
    [{ downs: { some: { OR: [] } } }, 'downs.some(or())'],
    [{ downs: { every: { OR: [{}] } } }, 'downs.none(not(or()))'],
    [{ AND: [{ up: { is: { OR: [] } } }] }, 'up.some(or())'],
    [{ downs: { some: { AND: [{ OR: [] }] } } }, 'downs.some()'],
  ])('tells relations without conditions from none: %j', (given, written) => {
    expect(write(readFilter(item, given))).toBe(written);
  });

  test.each<[object, string]>([
    [{ up: null }, 'Argument "where.up": expected conditions, got null.'],
    [{ downs: { some: null } }, 'Argument "where.downs.some": expected conditions, got null.'],
    [
      { OR: [{ up: { is: { name: null } } }] },
      'Argument "where.OR[0].up.is.name": expected conditions, got null.',
    ],
    [{ AND: null }, 'Argument "where.AND": expected a list of conditions, got null.'],
    [{ name: null }, 'Argument "where.name": expected conditions, got null.'],
    [{ name: { in: null } }, 'Argument "where.name.in": expected a list, got null.'],
    [{ name: { contains: null } }, 'Argument "where.name.contains": expected a string, got null.'],
    [{ OR: [a, { at: { lt: null } }] }, 'Argument "where.OR[1].at.lt": expected an RFC 3339 date-time'],
    [{ id: { in: ['1', '01'] } }, 'Argument "where.id.in[1]": expected a whole number from'],
    [{ downs: { count: null } }, 'Argument "where.downs.count": expected conditions, got null.'],
    [
      { downs: { count: { lt: null } } },
      'Argument "where.downs.count.lt": expected a whole number, got null.',
    ],
    [{ downs: { count: { in: null } } }, 'Argument "where.downs.count.in": expected a list, got null.'],
    [{ more: null }, 'Argument "where.more": expected conditions, got null.'],
    [{ more: { path: null } }, 'Argument "where.more.path": expected a path such as'],
    [{ more: { array_contains: null } }, 'Argument "where.more.array_contains": expected a value, or a list'],
    [
      { more: { string_contains: null } },
      'Argument "where.more.string_contains": expected a string, got null.',
    ],
    [{ more: { equals: { a: Infinity } } }, 'Argument "where.more.equals.a": expected a number of at most'],
    [
      { more: { equals: JSON.parse(`${'['.repeat(32)}${']'.repeat(32)}`) as unknown } },
      'Argument "where.more.equals": expected JSON of at most 31 levels, got more.',
    ],
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

  test('of more conditions on JSON than a statement can carry is refused', () => {
    const conditions = Array.from({ length: 1_500 }, () => ({ more: { path: '$.a', equals: 1 } }));
    expect(() => readFilter(item, { OR: conditions })).not.toThrow();
    expect(() => readFilter(item, { OR: [...conditions, ...conditions.slice(0, 1)] })).toThrow(
      'Argument "where": expected at most 30000 values, got 30020.',
    );
  });

  test('of more conditions on relations than a statement can carry is refused', () => {
    const conditions = Array.from({ length: 49 }, () => ({ downs: { some: a } }));
    expect(() => readFilter(item, { AND: [...conditions, { up: { is: a } }] })).not.toThrow();
    expect(() => readFilter(item, { AND: [...conditions, { up: { isNot: a } }] })).toThrow(
      'Argument "where": expected at most 50 conditions on relations, got 51.',
    );
  });

  test('of more levels than a statement can carry is refused', () => {
    const nest = (levels: number): object => (levels === 0 ? a : { NOT: [nest(levels - 1)] });
    expect(() => readFilter(item, nest(50))).not.toThrow();
    expect(() => readFilter(item, nest(51))).toThrow(
      'Argument "where": expected at most 50 levels of AND, OR, NOT and relations.',
    );
    const climb = (levels: number): object => (levels === 0 ? a : { up: { is: climb(levels - 1) } });
    expect(() => readFilter(item, climb(50))).not.toThrow();
    expect(() => readFilter(item, climb(51))).toThrow('at most 50 levels');
    expect(() => readFilter(item, { NOT: [climb(50)] })).toThrow('at most 50 levels');
    expect(() => readFilter(item, nest(800))).toThrow('at most 50 levels');
  });
});
