import { expect, test } from 'vitest';
import { scanSchema } from '../../src/prisma-schema/scan-schema.ts';

const text = `// head
/// floating

datasource db {
  provider = "mysql" // mysql://not/a/comment/of/ours
  url      = env("DATABASE_URL")
}

/// A person.
// for those who read the schema
model User {
  id    Int     @id /// the key
  /* @gather.hide */
  /// two
  /// lines
  /// above
  link  String  @default("https://a//b \\" // c")
  place Unsupported("point")? @ignore

  /// of nothing
  @@index([link])
} /// behind

view   Sales{
  total Int
}
enum Role {
  A
  B @map("b")
}
`;

test('Scanner finds blocks and members with their lines, and the comments of each', () => {
  const { blocks, strayComments } = scanSchema([
    { file: 'a.prisma', text },
    { file: 'b.prisma', text: 'model Other {\r\n  id Int @id /// it\r\n}\r\n' },
  ]);
  expect(
    blocks.map(({ keyword, name, file, line, lastLine }) => [keyword, name, file, line, lastLine]),
  ).toEqual([
    ['datasource', 'db', 'a.prisma', 4, 7],
    ['model', 'User', 'a.prisma', 11, 22],
    ['view', 'Sales', 'a.prisma', 24, 26],
    ['enum', 'Role', 'a.prisma', 27, 30],
    ['model', 'Other', 'b.prisma', 1, 3],
  ]);
  const [datasource, user, , role, other] = blocks;
  expect(datasource?.members.map(({ name, rest }) => [name, rest])).toEqual([
    ['provider', '= "mysql"'],
    ['url', '= env("DATABASE_URL")'],
  ]);
  expect(user?.comments.map(({ text, slashes }) => [text, slashes])).toEqual([
    ['A person.', 3],
    ['for those who read the schema', 2],
  ]);
  expect(
    user?.members.map(({ name, line, comments }) => [name, line, comments.map(({ text }) => text)]),
  ).toEqual([
    ['id', 12, ['the key']],
    ['link', 17, ['two', 'lines', 'above']],
    ['place', 18, []],
  ]);
  expect(user?.members[1]?.rest).toBe('String  @default("https://a//b \\" // c")');
  expect(role?.members.map(({ name }) => name)).toEqual(['A', 'B']);
  expect(other?.members[0]?.comments[0]?.text).toBe('it');
  expect(strayComments.map(({ text, line }) => [text, line])).toEqual([
    ['head', 1],
    ['floating', 2],
    ['/* @gather.hide */', 13],
    ['of nothing', 20],
    ['behind', 22],
  ]);
});
