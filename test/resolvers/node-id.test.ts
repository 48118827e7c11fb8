import { describe, expect, test } from 'vitest';
import { readNodeId, writeNodeId } from '../../src/resolvers/node-id.ts';
import { id, modelDocument, modelOf, readModels, scalar } from '../support/models.ts';

const models = readModels([
  modelDocument('Item', [id]),
  modelDocument('Seat', [scalar('row'), scalar('number', 'Int')], {
    primaryKey: { fields: ['row', 'number'] },
  }),
]);
const item = modelOf(models, 'Item');
const seat = modelOf(models, 'Seat');
const encode = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('Node id', () => {
  test('names a row of its model', () => {
    expect(readNodeId(models, 'nodeId', writeNodeId(item, ['7']))).toMatchObject({
      model: item,
      key: { id: '7', values: ['7'] },
    });
    expect(readNodeId(models, 'nodeId', writeNodeId(seat, ['Ä"', 3]))).toMatchObject({
      model: seat,
      key: { values: ['Ä"', 3] },
    });
  });

  test('of a row whose key cannot be told is the error in its place', () => {
    const unreadable = new Error('a zero date');
    expect(() => writeNodeId(seat, ['A', unreadable])).toThrow(unreadable);
  });

  test.each([
    ['nothing', ''],
    ['no base64', '€'],
    ['no list', encode({})],
    ['an unknown model', encode(['Nobody', '7'])],
    ['an id that none can be', encode(['Item', 'x'])],
    ['a number in the place of an id', encode(['Item', 7])],
    ['too few values', encode(['Seat', 'A'])],
    ['too many values', encode(['Item', '7', '8'])],
    ['other white space', Buffer.from('["Item", "7"]').toString('base64url')],
    ['padding', `${writeNodeId(seat, ['A', 3])}=`],
  ])('made of %s is refused', (_, nodeId) => {
    expect(() => readNodeId(models, 'nodeIds[2]', nodeId)).toThrow(
      `Argument "nodeIds[2]": expected the nodeId of a row, got ${JSON.stringify(nodeId)}.`,
    );
  });
});
