import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  findBannedPhrases,
  findLongSentences,
  findTablesWithoutHeader,
  readPassages,
} from './support/prose.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const pages = ['.', '.github', 'docs', 'docs/decisions']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'));

describe.each(pages)('%s', (path) => {
  const passages = readPassages(read(path));
  const findIn = (find: (text: string) => readonly string[]): readonly string[] =>
    passages.flatMap(({ line, text }) => find(text).map((fault) => `${path}:${line} ${fault}`));

  test('has sentences of 25 words at most', () => {
    expect(passages.length).toBeGreaterThan(0);
    expect(findIn(findLongSentences)).toEqual([]);
  });

  test('has no banned phrase', () => {
    expect(findIn(findBannedPhrases)).toEqual([]);
  });

  test('has no table without a header', () => {
    expect(findTablesWithoutHeader(read(path))).toEqual([]);
  });
});

describe('Decisions', () => {
  test('that another one replaced say so in their first paragraph, and the other way round', () => {
    const replaced = readReplacements('Superseded by').map(({ name, other }) => `${name} by ${other}`);
    const replacing = readReplacements('Supersedes').map(({ name, other }) => `${other} by ${name}`);
    expect(replaced.length).toBeGreaterThan(0);
    expect(replaced.toSorted()).toEqual(replacing.toSorted());
  });
});

/** Reads the decisions that the first paragraph of each decision links, if that paragraph begins with the verb. */
function readReplacements(verb: string): readonly { readonly name: string; readonly other: string }[] {
  return readdirSync(join(root, 'docs/decisions')).flatMap((name) => {
    const [, paragraph = ''] = read(`docs/decisions/${name}`).split('\n\n');
    if (!paragraph.startsWith(verb)) return [];
    return [...paragraph.matchAll(/\((\d{4}-[\w-]+\.md)\)/g)].map(([, other = '']) => ({ name, other }));
  });
}

interface Comment {
  readonly path: string;
  readonly line: number;
  readonly isDoc: boolean;
  readonly text: string;
  /** The first line of code after it. */
  readonly subject: string;
}

const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter(({ name, parentPath }) => name.endsWith('.ts') && !parentPath.includes('generated'))
  .map(({ name, parentPath }) => relative(root, join(parentPath, name)))
  .toSorted();
const comments = sources.flatMap((path) => readComments(path, read(path)));
const docComments = comments.filter(({ isDoc }) => isDoc);

const sourceRules = {
  'a doc comment of a function begins with a verb': () =>
    docComments
      .filter(({ subject }) => isFunction(subject))
      .flatMap((comment) => findFirstWord(comment, notVerbs)),
  'a doc comment of a type or a property begins with no question word': () =>
    docComments
      .filter(({ subject }) => !isFunction(subject))
      .flatMap((comment) => findFirstWord(comment, questionWords)),
  'a comment has no banned phrase': () =>
    comments.flatMap((comment) => findBannedPhrases(comment.text).map((fault) => place(comment, fault))),
  'a comment has no sentence of more than 25 words': () =>
    comments.flatMap((comment) => findLongSentences(comment.text).map((fault) => place(comment, fault))),
  'a comment line ends before column 110': () =>
    sources.flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) =>
          /^\s*(\*|\/\*|\/\/)/.test(line) && line.length >= 110 ? [`${path}:${index + 1}`] : [],
        ),
    ),
} satisfies Record<string, () => readonly string[]>;

describe('Source', () => {
  test('has comments', () => {
    expect(comments.length).toBeGreaterThan(100);
  });

  test.each(Object.entries(sourceRules))('holds that %s', (_rule, find) => {
    expect(find()).toEqual([]);
  });
});

/** Reads block comments, and runs of line comments as one. */
function readComments(path: string, text: string): readonly Comment[] {
  const pattern =
    /^[ \t]*(?:\/\*(?<doc>\*?)(?<block>.*?)\*\/|(?<run>(?:\/\/[^\n]*\n[ \t]*)+))\s*(?<subject>.*?)$/gms;
  return [...text.matchAll(pattern)].map(({ 0: whole, index, groups }) => ({
    path,
    line: text.slice(0, index + whole.search(/\S/)).split('\n').length,
    isDoc: groups?.['doc'] === '*',
    text: (groups?.['block']?.replaceAll(/^\s*\*/gm, '') ?? groups?.['run']?.replaceAll('//', '') ?? '')
      .replaceAll(/`[^`]*`/g, 'CODE')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ (?=@(throws|param)\b)/g, '\n')
      .trim(),
    subject: groups?.['subject'] ?? '',
  }));
}

function isFunction(subject: string): boolean {
  return /^(export )?(async )?function\b/.test(subject) || /^(async )?[\w#]+(<.*?>)?\(.*\{$/.test(subject);
}

const questionWords = /^(What|Whether|How|Where|Who|Whose)\b/;
const notVerbs = /^(What|Whether|How|Where|Who|Whose|The|A|An|All|Of|One)\b/;

function findFirstWord(comment: Comment, words: RegExp): readonly string[] {
  const [, word] = words.exec(comment.text) ?? [];
  return word === undefined ? [] : [place(comment, `${word}: ${comment.subject}`)];
}

function place({ path, line }: Comment, fault: string): string {
  return `${path}:${line} ${fault}`;
}
