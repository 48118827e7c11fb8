import { type DocumentNode, GraphQLError, parse, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { TooComplexError } from '../../errors.ts';
import type { RequestContext } from '../exchange.ts';
import { type DocumentSize, measureDocument } from '../../execution/measure-document.ts';

/** The bounds of a document; each is a row of the settings table. */
export interface DocumentLimits {
  readonly documentMaxTokens: number;
  readonly documentMaxDepth: number;
  readonly documentMaxFields: number;
  readonly documentMaxAliases: number;
  readonly documentMaxDirectives: number;
}

/**
 * Refuses documents that ask for too much: tokens while they are parsed, the rest right after and so before
 * validation, whose own work grows faster than the document. Decision 0002 tells why this is our own.
 */
export function useDocumentLimits(limits: DocumentLimits): Plugin<RequestContext> {
  const accepted = new WeakSet<DocumentNode>();
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source) => parseBounded(source, limits.documentMaxTokens));
      return ({ result, replaceParseResult }) => {
        if (result === null || result instanceof Error || accepted.has(result)) return;
        const refusal = checkSize(measureDocument(result), limits);
        if (refusal) replaceParseResult(refusal);
        else accepted.add(result);
      };
    },
  };
}

function parseBounded(source: string | Source, maxTokens: number): DocumentNode {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('Document contains more tha')) {
      throw new TooComplexError(`The document has more than ${maxTokens} tokens, which is the limit.`);
    }
    // The parser descends into nested values by recursion: a few thousand brackets are enough to end the stack.
    if (error instanceof RangeError)
      throw new TooComplexError('The document is nested too deeply to be read.');
    throw error;
  }
}

function checkSize(size: DocumentSize, limits: DocumentLimits): TooComplexError | undefined {
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
      return new TooComplexError(
        `The document has ${shown} ${what}, fragments counted as often as they are spread; the limit is ${limit}.`,
      );
    }
  }
  return undefined;
}
