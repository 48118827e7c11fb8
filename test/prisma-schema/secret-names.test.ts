import { describe, expect, test } from 'vitest';
import { id, modelDocument, readModels, scalar } from '../support/models.ts';

function warning(field: string): string {
  return `Account.${field} is visible to every client, although its name is like that of a secret. Put /// @gather.hide above it to hide it, or /// @gather.show to end this warning.`;
}

function readAccount(fields: readonly object[], text = ''): readonly string[] {
  return readModels(
    [modelDocument('Account', [id, ...fields])],
    [],
    `model Account {\n  id Int @id\n${text}}\n`,
  ).warnings;
}

describe('@gather.show', () => {
  test.each([
    'password',
    'passwordHash',
    'userpassword',
    'passwd',
    'Pwd',
    'secret',
    'client_secret',
    'apiToken',
    'tokens',
    'hash',
    'sha_hash',
    'hashedPin',
    'salt',
  ])('is missed above a text that is named %s', (name) => {
    expect(readAccount([scalar(name)])).toEqual([warning(name)]);
    expect(readAccount([scalar(name, 'Bytes')])).toEqual([warning(name)]);
    expect(readAccount([scalar('plain', 'String', { dbName: name })])).toEqual([warning('plain')]);
  });

  test.each(['hashtag', 'secretary', 'tokenizer', 'saltiness', 'email', 'compass'])(
    'is not missed above a text that is named %s',
    (name) => expect(readAccount([scalar(name)])).toEqual([]),
  );

  test('is not missed above what is no text', () => {
    expect(readAccount([scalar('passwordChangedAt', 'DateTime'), scalar('tokens', 'Int')])).toEqual([]);
  });

  test('says that a field may be seen, as @gather.hide says that it may not', () => {
    expect(readAccount([scalar('token')], '  /// @gather.show\n  token String\n')).toEqual([]);
    expect(
      readAccount([scalar('token', 'String', { isRequired: false })], '  /// @gather.hide\n  token String\n'),
    ).toEqual([]);
  });
});
