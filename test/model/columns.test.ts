import { expect, test } from 'vitest';
import {
  buildJoinedColumns,
  buildColumns,
  type Columns,
  coversColumns,
  noColumns,
  uniteColumns,
} from '../../src/model/columns.ts';
import { fieldOf, id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

const toPlace = { relationFromFields: ['placeId'], relationToFields: ['id'] };
const models = readModels([
  modelDocument('Person', [
    id,
    scalar('name'),
    scalar('age', 'Int'),
    scalar('placeId', 'Int'),
    relation('place', 'Place', 'home', toPlace),
  ]),
  modelDocument('Place', [
    id,
    scalar('name'),
    scalar('zip'),
    relation('people', 'Person', 'home', { isList: true }),
  ]),
]);
const person = modelOf(models, 'Person');
const place = modelOf(models, 'Place');

test('Columns of which nothing is shown are the key', () => {
  expect(buildColumns(person, new Set()).fields).toEqual(person.key);
});

test('Columns are equal whatever order they are shown in', () => {
  expect(columns('name', 'age').id).toBe(columns('age', 'name').id);
  expect(columns('name').id).not.toBe(columns('age').id);
  expect(withPlace('zip').id).not.toBe(columns('name').id);
});

test('Columns are united to the least that covers each of them', () => {
  const united = uniteColumns(person, [columns('age'), withPlace('zip'), withPlace('name')]);
  expect(united.fields.map(({ name }) => name)).toEqual(['name', 'age']);
  expect(united.joined.map(({ fields }) => fields.map(({ name }) => name))).toEqual([['id', 'name', 'zip']]);
  for (const each of [columns('age'), withPlace('zip'), withPlace('name')])
    expect(coversColumns(united, each)).toBe(true);
  expect(coversColumns(withPlace('zip'), withPlace('name'))).toBe(false);
  expect(coversColumns(columns('name', 'age'), withPlace('name'))).toBe(false);
});

test('Columns that cover all others are their union as they are', () => {
  const most = columns('name', 'age');
  expect(uniteColumns(person, [most, columns('age'), columns('name')])).toBe(most);
  expect(uniteColumns(person, [])).toBe(noColumns);
});

function columns(...names: readonly string[]): Columns {
  return buildColumns(person, new Set(names.map((name) => fieldOf(person, name))));
}

function withPlace(...names: readonly string[]): Columns {
  const [home] = person.relations;
  if (home === undefined) throw new Error('Expected a relation.');
  const along = buildJoinedColumns(home, new Set(names.map((name) => fieldOf(place, name))));
  return buildColumns(person, new Set([fieldOf(person, 'name')]), [along]);
}
