/** A stretch of text that is read at once: a paragraph, a list item, a heading or a cell of a table. */
export interface Passage {
  readonly line: number;
  readonly text: string;
}

/** Words that a sentence may have. */
export const sentenceMaxWords = 25;

/** Phrases that house style does not allow: each has a plain English equivalent, which stands next to it. */
const bannedPhrases: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\bbut for\b/i, 'except for'],
  [/\bbeside\b/i, 'besides, next to, and'],
  [/\bin the place of\b/i, 'instead of'],
  [/\banew\b/i, 'again'],
  [/\bhang(s|ing)? (on|from)\b/i, 'depends on, belongs to'],
  [/\b(is|are|was|were|be) (led|told)\b/i, 'a verb that says what happens'],
  [/\bwhat becomes of\b/i, 'the name of the thing'],
  [/\bwhoever\b/i, 'the caller, the client'],
  [/\b(as|how) it stands\b/i, 'unchanged'],
  [/\broads?\b/i, 'way, path'],
  [/\bcompanions?\b/i, 'joined relation'],
  [/\bcom(e|es|ing) along\b/i, 'joined'],
  [/\bspared\b/i, 'not looked up'],
  [/\bwide (column|field)s?\b/i, 'long column'],
  [/\bfigures?\b/i, 'measure, measurement, number'],
  [
    /\b(statement|database|server|gateway|field|query|document|load|batch|shape|key|row|column|setting|metric|log|header|session|plan|gate|driver|index)s? (tell|ask|know|want)s?\b/i,
    'logs, requests, holds, needs: things have no wishes',
  ],
];

/** Lists the banned phrases of a text, with what to write instead. */
export function findBannedPhrases(text: string): readonly string[] {
  return bannedPhrases.flatMap(([phrase, instead]) => {
    const [found] = phrase.exec(text) ?? [];
    return found === undefined ? [] : [`"${found}" (write: ${instead})`];
  });
}

/** Lists the sentences of a text that are too long. */
export function findLongSentences(text: string): readonly string[] {
  return splitSentences(text).flatMap((sentence) => {
    const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    return words > sentenceMaxWords ? [`${words} words: ${sentence.slice(0, 90)}…`] : [];
  });
}

/**
 * Splits Markdown into passages, without code blocks, comments and the tables that the benchmark writes. A code span
 * counts as one word, `CODE`.
 */
export function readPassages(markdown: string): readonly Passage[] {
  const passages: { line: number; text: string }[] = [];
  const lines = readLines(markdown);
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    const text = withoutMarkup(line);
    if (text === '' || /^[|\-: ]+$/.test(text)) isOpen = false;
    else if (line.startsWith('|')) {
      const cells = text.split('|').flatMap((cell) => cell.split(/;\s/));
      passages.push(...cells.map((cell) => ({ line: index + 1, text: cell.trim() })));
      isOpen = false;
    } else if (isOpen && !/^\s*([-*>#]|\d+\.)\s/.test(line)) {
      const last = passages.at(-1);
      if (last) last.text += ` ${text}`;
    } else {
      passages.push({ line: index + 1, text });
      isOpen = !line.startsWith('#');
    }
  }
  return passages;
}

/** Lists the tables of a page whose header row has an empty cell after the first one. */
export function findTablesWithoutHeader(markdown: string): readonly string[] {
  const lines = readLines(markdown);
  return lines.flatMap((line, index) =>
    /^\|[-| :]+\|$/.test(line) && /.\|\s*\|/.test(lines[index - 1] ?? '') ? [`line ${index}`] : [],
  );
}

function splitSentences(text: string): readonly string[] {
  return text.split(/\n|(?<=[.!?]["')]?)\s+(?=["'(]?[\p{Lu}\d…])/u);
}

function withoutMarkup(line: string): string {
  return line
    .replaceAll(/`[^`]*`/g, 'CODE')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*([-*>]|#+|\d+\.)\s+/, '')
    .replaceAll(/([.:])\*\*\s/g, '$1\n')
    .replaceAll('**', '')
    .trim();
}

/** Reads the lines of a page. Those of code, of comments and of the benchmark's tables are empty. */
function readLines(markdown: string): readonly string[] {
  const left = /^```.*?^```|<!-- figures.*?<!-- end of figures -->|<!--.*?-->/gms;
  return markdown.replaceAll(left, (block) => block.replaceAll(/[^\n]/g, '')).split('\n');
}
