import { camelCase, pascalCase, snakeCase } from 'change-case';
import { pluralize, singularize } from 'inflection';
import { keptTypes } from '../../model/naming.ts';

/** The style of the names in a pulled schema: pleasant ones, or those of the database. */
export type NameStyle = 'pleasant' | 'as-is';

/** Model names that Prisma refuses, since its client would need them itself. */
const refusedModels = new Set(
  (
    'PrismaClient async await break case catch class const continue debugger default delete do else enum export ' +
    'extends false finally for function if implements import in instanceof interface let new null package private ' +
    'protected public return super switch this throw true try typeof using var void while with yield ' +
    'String Int Float Boolean BigInt Decimal DateTime Json Bytes Unsupported'
  ).split(' '),
);

/** Nouns without a plural of their own, or whose singular nobody uses. */
const unchangedWords = new Set([
  'data',
  'metadata',
  'media',
  'criteria',
  'gas',
  'sms',
  'canvas',
  'atlas',
  'lens',
]);

/** The part of a column's name that says that it is a key. */
const keyWord = /^(?:id|fk|uuid|key|ref|code)$/;

/** Names the model of a table. */
export function nameTableModel(table: string, style: NameStyle): string {
  if (style === 'as-is') return leaveRefused(cleanName(table, 'model'));
  const words = snakeCase(cleanName(table, 'model')).split('_');
  const last = words.pop() ?? '';
  return leaveRefused(pascalCase([...words, singular(last)].join('_')));
}

/** Names the field of a column. */
export function nameColumnField(column: string, style: NameStyle): string {
  const name = cleanName(column, 'column');
  return style === 'as-is' ? name : camelCase(name);
}

/** Names the enum of a column. */
export function nameColumnEnum(model: string, column: string, style: NameStyle): string {
  const name = cleanName(column, 'column');
  return style === 'as-is' ? `${model}_${name}` : `${model}${pascalCase(name)}`;
}

/** Names the value of an enum. */
export function nameEnumValue(value: string): string {
  return cleanName(value, 'empty');
}

/** Returns a field name for one row of a model, and for many. */
export function nameRows(model: string, style: NameStyle): { readonly one: string; readonly many: string } {
  if (style === 'as-is') return { one: model, many: model };
  const one = camelCase(model);
  const words = snakeCase(model).split('_');
  const last = words.pop() ?? '';
  return { one, many: camelCase([...words, unchangedWords.has(last) ? last : pluralize(last)].join('_')) };
}

/** Returns the column's name without the part that says that it is a key: `author` of `author_id`. */
export function nameReference(column: string): string | undefined {
  const words = snakeCase(cleanName(column, 'column')).split('_');
  if (keyWord.test(words.at(-1) ?? '')) words.pop();
  else if (keyWord.test(words[0] ?? '')) words.shift();
  else return undefined;
  return words.length === 0 ? undefined : camelCase(words.join('_'));
}

/** Takes a name that is not taken yet, with a number if it has to. */
export function takeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
  taken.add(name);
  return name;
}

function singular(word: string): string {
  if (unchangedWords.has(word) || /(?:ss|us|is)$/.test(word)) return word;
  return singularize(word);
}

/** Makes a name of ASCII letters, digits and underscores that begins with a letter. */
function cleanName(text: string, fallback: string): string {
  const name = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+/, '')
    .replace(/(?<=.)_+$/, '');
  if (name === '') return fallback;
  return /^\d/.test(name) ? `${fallback}_${name}` : name;
}

function leaveRefused(name: string): string {
  return refusedModels.has(name) || keptTypes.includes(name) ? `${name}Record` : name;
}
