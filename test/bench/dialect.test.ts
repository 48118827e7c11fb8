import { expect, test } from 'vitest';
import { translateBody } from '../../bench/dialect.ts';

const dialect = { documents: { One: 'query One($id: Int!) { user(id: $id) { name } }' } };

test('A dialect gives the document of the same operation, and ids as numbers', () => {
  const body = JSON.stringify({
    query: 'query One($id: ID!) { user(id: $id) { name } }',
    variables: { id: '7', ids: ['8', '9'], first: 2, text: '1' },
  });
  expect(JSON.parse(translateBody(body, dialect) ?? '')).toEqual({
    query: dialect.documents.One,
    variables: { id: 7, ids: [8, 9], first: 2, text: '1' },
  });
  expect(translateBody(body, undefined)).toBe(body);
});

test('A dialect without the operation gives nothing', () => {
  expect(translateBody(JSON.stringify({ query: 'query Other { a }' }), dialect)).toBeUndefined();
  expect(translateBody(JSON.stringify({ query: '{ a }' }), dialect)).toBeUndefined();
});
