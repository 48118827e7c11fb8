import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { WeightedCache } from '../../std/weighted-cache.ts';
import type { RequestContext } from '../exchange.ts';

/** A document's syntax tree takes some 500 bytes a token, so entries alone would bound nothing. */
const tokensPerDocument = 200;

/**
 * Keeps parsed documents by their text, so that a document sent again is the same object. Whatever else is known
 * of it (limits kept, errors of validation, compiled form) hangs from that object in weak maps and goes with it.
 * Place it after the limits: what they refuse is not kept.
 */
export function useDocumentCache(options: { readonly documentCacheSize: number }): Plugin<RequestContext> {
  const documents = new WeightedCache<string, DocumentNode>({
    maxEntries: options.documentCacheSize,
    maxWeight: options.documentCacheSize * tokensPerDocument,
  });
  return {
    onParse({ params, setParsedDocument }) {
      const text = params.source.toString();
      const known = documents.get(text);
      if (known) {
        setParsedDocument(known);
        return undefined;
      }
      return ({ result }) => {
        if (result !== null && !(result instanceof Error)) documents.set(text, result, weigh(result, text));
      };
    },
  };
}

/** Tokens, or the text where comments and spaces are most of it. */
function weigh(document: DocumentNode, text: string): number {
  let tokens = 0;
  for (let token = document.loc?.startToken.next; token; token = token.next) tokens += 1;
  return Math.max(tokens, text.length / 100);
}
