import { describe, expect, test } from 'vitest';
import { readWriteStatement } from '../../../../src/database/write/prisma/read-write-statement.ts';

describe('Statement of Prisma that writes', () => {
  test('is taken apart into the rows that it inserts', () => {
    expect(
      readWriteStatement('INSERT INTO `User` (`email`,`na``me`,`a,b (c)`) VALUES (?,null,?), (?,?,DEFAULT)'),
    ).toEqual({
      kind: 'insert',
      table: 'User',
      columns: ['email', 'na`me', 'a,b (c)'],
      rows: [
        [0, undefined, 1],
        [2, 3, undefined],
      ],
    });
  });

  test('names its table where the database stands before it, or nothing is given to a row', () => {
    expect(readWriteStatement('INSERT INTO `shop`.`or``der` () VALUES ()')).toEqual({
      kind: 'insert',
      table: 'or`der',
      columns: [],
      rows: [[undefined]],
    });
  });

  test('is taken apart into its condition and the parameters of that', () => {
    expect(
      readWriteStatement(
        'UPDATE `a WHERE b` SET `x?` = ?, `n` = (`a WHERE b`.`n` + ?) WHERE (`a WHERE b`.`id?` IN (?,?) AND 1=1)',
      ),
    ).toEqual({
      kind: 'update',
      table: 'a WHERE b',
      condition: '(`a WHERE b`.`id?` IN (?,?) AND 1=1)',
      conditionParameters: 2,
    });
    expect(readWriteStatement('DELETE FROM `Post` WHERE (`Post`.`id` = ? AND 1=1)')).toEqual({
      kind: 'delete',
      table: 'Post',
      condition: '(`Post`.`id` = ? AND 1=1)',
      conditionParameters: 1,
    });
  });

  test.each(['SELECT `id` FROM `User` WHERE `id` = ?', 'SELECT 1', 'COMMIT', 'SET x = 1'])(
    'is none where it reads: %s',
    (sql) => expect(readWriteStatement(sql)).toBeUndefined(),
  );
});
