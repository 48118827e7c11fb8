import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { TooComplexError } from '../errors.ts';
import { type DocumentSize, measureDocument } from '../execution/measure-document.ts';

/** The limits of a document. Each is a row of the settings table. */
export interface DocumentLimits {
  readonly documentMaxTokens: number;
  readonly documentMaxDepth: number;
  readonly documentMaxFields: number;
  readonly documentMaxAliases: number;
  readonly documentMaxDirectives: number;
}

/**
 * Parses a document within its limits. Tokens are counted during parsing and the rest right after, before
 * validation, whose cost grows faster than the document. Decision 0002 gives the reasons for this code.
 * @throws TooComplexError, or the parser's error.
 */
export function parseWithin(text: string, limits: DocumentLimits): DocumentNode {
  const document = parseBounded(text, limits.documentMaxTokens);
  checkSize(measureDocument(document), limits);
  return document;
}

function parseBounded(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('Document contains more tha')) {
      throw new TooComplexError(`The document has more than ${maxTokens} tokens, which is the limit.`);
    }
    // The parser is recursive: a few thousand brackets overflow the stack.
    if (error instanceof RangeError)
      throw new TooComplexError('The document is nested too deeply to be read.');
    throw error;
  }
}

function checkSize(size: DocumentSize, limits: DocumentLimits): void {
  const rows = [
    ['levels of selections', size.depth, limits.documentMaxDepth],
    ['levels in the value of an argument', size.valueDepth, limits.documentMaxDepth],
    ['fields', size.fields, limits.documentMaxFields],
    ['aliases and repeated fields', size.aliases, limits.documentMaxAliases],
    ['directives', size.directives, limits.documentMaxDirectives],
  ] as const;
  for (const [what, count, limit] of rows) {
    if (count > limit) {
      const shown = Number.isSafeInteger(count) ? count : `over ${Number.MAX_SAFE_INTEGER}`;
      throw new TooComplexError(
        `The document has ${shown} ${what}, fragments counted as often as they are spread; the limit is ${limit}.`,
      );
    }
  }
}
