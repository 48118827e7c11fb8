import { createPublicKey, type KeyObject } from 'node:crypto';
import { findNearest } from '../../std/find-nearest.ts';
import type { TokenKey, TokenSource } from './token-source.ts';
import { kindOf } from './viewer-values.ts';

/** Adds a fault: its path, what was expected, and what was given. No value of a secret is ever given. */
export type AddViewerFault = (path: string, expected: string, got: string) => void;

const tokenWords = ['secret', 'publicKey', 'jwks', 'issuer', 'audience', 'type', 'waive'];
const keyWords = ['secret', 'publicKey', 'jwks'] as const;
const waivable = ['exp', 'iss', 'aud'];
const secretMinBytes = 32;
const rsaMinBits = 2_048;
const rsa = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const edwards = ['EdDSA', 'Ed25519'];

/** Reads the tokens of all issuers. Adds all faults at once. */
export function readTokenDefinitions(given: unknown, addFault: AddViewerFault): readonly TokenSource[] {
  if (given === undefined) return [];
  const isList = Array.isArray(given);
  const list: readonly unknown[] = isList ? given : [given];
  if (isList && list.length === 0) addFault('viewer.token', 'at least one issuer', 'an empty list');
  const sources = list.map((each, index) =>
    readOne(each, isList ? `viewer.token[${index}]` : 'viewer.token', addFault),
  );
  const seen = new Set<string>();
  for (const [index, source] of sources.entries()) {
    if (source === undefined || !isList) continue;
    const { issuer } = source;
    if (issuer === undefined) {
      if (list.length > 1)
        addFault(
          `viewer.token[${index}].waive`,
          "no 'iss', since several issuers are told apart by it",
          "'iss'",
        );
    } else if (seen.has(issuer))
      addFault(`viewer.token[${index}].issuer`, 'an issuer with one key', `${JSON.stringify(issuer)} again`);
    else seen.add(issuer);
  }
  return sources.filter((source) => source !== undefined);
}

function readOne(given: unknown, path: string, addFault: AddViewerFault): TokenSource | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    addFault(path, 'an object', kindOf(given));
    return undefined;
  }
  const words: Readonly<Record<string, unknown>> = { ...given };
  refuseUnknown(words, path, tokenWords, addFault);
  const waived = readWaived(words['waive'], `${path}.waive`, addFault);
  const readRequired = (name: string, claim: string): unknown => {
    const value = words[name];
    if (value === undefined && !waived.includes(claim))
      addFault(`${path}.${name}`, `the claim ${claim} of the tokens, or waive: ['${claim}']`, 'none');
    if (value !== undefined && waived.includes(claim))
      addFault(`${path}.waive`, `no '${claim}', since ${name} is given`, `'${claim}'`);
    return value;
  };
  const issuer = readRequired('issuer', 'iss');
  if (issuer !== undefined && !isText(issuer)) addFault(`${path}.issuer`, 'a text', kindOf(issuer));
  const audience = readRequired('audience', 'aud');
  const audiences: readonly unknown[] | undefined =
    audience === undefined ? undefined : Array.isArray(audience) ? audience : [audience];
  if (audiences && (audiences.length === 0 || !audiences.every(isText)))
    addFault(`${path}.audience`, 'a text or a list of texts', kindOf(audience));
  const { type } = words;
  if (type !== undefined && !isText(type)) addFault(`${path}.type`, 'a text such as at+jwt', kindOf(type));
  const found = readKey(words, path, addFault);
  return (
    found && {
      ...found,
      issuer: isText(issuer) ? issuer : undefined,
      audience: audiences?.filter(isText),
      needsExpiry: !waived.includes('exp'),
      type: isText(type) ? type : undefined,
    }
  );
}

function readKey(
  words: Readonly<Record<string, unknown>>,
  path: string,
  addFault: AddViewerFault,
): Pick<TokenSource, 'key' | 'algorithms'> | undefined {
  // A variable that is not set leaves its property without a value, and is a fault of that property.
  const named = keyWords.filter((name) => name in words);
  const [name] = named;
  if (name === undefined || named.length > 1) {
    addFault(path, 'one of secret, publicKey and jwks', named.length === 0 ? 'none' : named.join(' and '));
    return undefined;
  }
  const place = `${path}.${name}`;
  if (name === 'secret') return readSecret(words[name], place, addFault);
  return name === 'publicKey'
    ? readPublicKey(words[name], place, addFault)
    : readJwks(words[name], place, addFault);
}

function readSecret(
  given: unknown,
  place: string,
  addFault: AddViewerFault,
): Pick<TokenSource, 'key' | 'algorithms'> | undefined {
  const secret = typeof given === 'string' ? Buffer.from(given) : given;
  const wanted = `a secret of at least ${secretMinBytes} bytes`;
  if (!(secret instanceof Uint8Array)) {
    addFault(place, wanted, kindOf(given));
    return undefined;
  }
  if (String(given).includes('-----BEGIN'))
    addFault(place, 'a secret, or the key as publicKey', 'a key in PEM');
  else if (secret.length < secretMinBytes) addFault(place, wanted, `${secret.length} bytes`);
  // As RFC 7518, section 3.2, requires: a key at least as long as the hash.
  const algorithms = ['HS256', 'HS384', 'HS512'].filter((name) => secret.length * 8 >= Number(name.slice(2)));
  return { key: { kind: 'secret', secret }, algorithms };
}

function readPublicKey(
  given: unknown,
  place: string,
  addFault: AddViewerFault,
): Pick<TokenSource, 'key' | 'algorithms'> | undefined {
  const wanted = 'a public key in PEM: RSA of at least 2048 bits, P-256, P-384, P-521 or Ed25519';
  if (!isText(given)) {
    addFault(place, wanted, kindOf(given));
    return undefined;
  }
  if (given.includes('PRIVATE KEY-----')) {
    addFault(place, wanted, 'a private key');
    return undefined;
  }
  let key: KeyObject;
  try {
    key = createPublicKey(given);
  } catch {
    addFault(place, wanted, 'a text that is none');
    return undefined;
  }
  const algorithms = algorithmsOf(key);
  if (algorithms.length > 0) return { key: { kind: 'public', key }, algorithms };
  const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = key;
  const size = details?.namedCurve ?? (details?.modulusLength && `${details.modulusLength} bits`);
  addFault(place, wanted, `a key of the kind ${kind}${size === undefined ? '' : ` ${size}`}`);
  return undefined;
}

function algorithmsOf({
  asymmetricKeyType: kind,
  asymmetricKeyDetails: details,
}: KeyObject): readonly string[] {
  if (kind === 'ed25519') return edwards;
  if (kind === 'rsa') return (details?.modulusLength ?? 0) >= rsaMinBits ? rsa : [];
  if (kind !== 'ec') return [];
  const curves: Readonly<Record<string, string>> = {
    prime256v1: 'ES256',
    secp384r1: 'ES384',
    secp521r1: 'ES512',
  };
  const algorithm = curves[details?.namedCurve ?? ''];
  return algorithm === undefined ? [] : [algorithm];
}

function readJwks(
  given: unknown,
  place: string,
  addFault: AddViewerFault,
): Pick<TokenSource, 'key' | 'algorithms'> | undefined {
  const url = typeof given === 'string' ? URL.parse(given) : null;
  const wanted = 'a URL that begins with https:// (or http:// on loopback)';
  if (url === null || !(url.protocol === 'https:' || isLoopback(url))) {
    addFault(place, wanted, typeof given === 'string' && given !== '' ? 'another text' : kindOf(given));
    return undefined;
  }
  const key: TokenKey = { kind: 'jwks', url };
  return { key, algorithms: [...rsa, 'ES256', 'ES384', 'ES512', ...edwards] };
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function readWaived(given: unknown, path: string, addFault: AddViewerFault): readonly string[] {
  if (given === undefined) return [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const wrong = list.find((claim) => typeof claim !== 'string' || !waivable.includes(claim));
  if (wrong !== undefined || !Array.isArray(given))
    addFault(path, `a list of ${waivable.map((claim) => `'${claim}'`).join(', ')}`, kindOf(wrong ?? given));
  return list.filter(isText);
}

/** Adds a fault for each property with an unknown name. */
export function refuseUnknown(
  words: Readonly<Record<string, unknown>>,
  path: string,
  known: readonly string[],
  addFault: AddViewerFault,
): void {
  for (const word of Object.keys(words)) {
    if (known.includes(word)) continue;
    const nearest = findNearest(word, known);
    const meant = nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
    addFault(`${path}.${word}`, `one of ${known.join(', ')}`, `${word}${meant}`);
  }
}

function isText(given: unknown): given is string {
  return typeof given === 'string' && given !== '';
}
