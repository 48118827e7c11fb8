import { snakeCase } from 'change-case';

const words = new Set([
  'pwd',
  'passphrase',
  'secret',
  'secrets',
  'token',
  'tokens',
  'hash',
  'hashed',
  'salt',
]);

/** Checks if the name of a column suggests a password, a secret, a token or a hash. */
export function isSecretName(name: string): boolean {
  const parts = snakeCase(name).split('_');
  return parts.some((part) => words.has(part)) || /passw(?:or)?d/.test(parts.join(''));
}
