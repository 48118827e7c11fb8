import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { measureDocument } from '../../src/execution/measure-document.ts';

describe('Size of a document', () => {
  test('counts a fragment as often as it is spread', () => {
    const document = parse(`
      query ($x: Int = 1 @a) @b { a { ...F } b: c(v: { list: [[1]] }) { ... @c { ...F @d } } }
      fragment F on T @e { x: y { z } }
    `);
    expect(measureDocument(document)).toEqual({
      depth: 3,
      fields: 6,
      aliases: 3,
      directives: 6,
      valueDepth: 3,
    });
  });

  test('takes time in proportion to the document, however often its fragments spread each other', () => {
    const fragments = Array.from(
      { length: 500 },
      (_, i) => `fragment F${i} on T { a { ...F${i + 1} } b { ...F${i + 1} } }`,
    );
    const size = measureDocument(parse(`{ ...F0 } ${fragments.join(' ')} fragment F500 on T { c }`));
    expect(size.depth).toBe(501);
    expect(size.fields).toBeGreaterThan(1e100);
  });

  test('counts a field that a selection names again, inline fragments included, but not for another type', () => {
    const document = parse('{ a a ... { a } ... on A { a } ... on B { a a } b { a } }');
    expect(measureDocument(document)).toMatchObject({ fields: 8, aliases: 3 });
  });

  test('goes once round a cycle', () => {
    const document = parse('{ ...A } fragment A on T { a { ...B } } fragment B on T { b { ...A } }');
    expect(measureDocument(document)).toMatchObject({ depth: 2, fields: 2 });
  });

  test('counts a fragment that nothing spreads, since it is validated', () => {
    expect(measureDocument(parse('{ a } fragment A on T { b { c } }'))).toMatchObject({
      depth: 2,
      fields: 3,
    });
  });
});
