import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type DocumentLimits, parseWithin } from './document-limits.ts';

/** A document's syntax tree takes some 500 bytes a token, so entries alone would bound nothing. */
const tokensPerDocument = 200;

/** How documents are read, and how many are kept. */
export interface DocumentReaderOptions extends DocumentLimits {
  readonly documentCacheSize: number;
}

/**
 * Builds what reads documents within their limits and keeps them by their text, so that a document sent again is the same
 * object. Whatever else is known of it (errors of validation, compiled form) hangs from that object in weak maps and goes
 * with it. What the limits refuse is not kept.
 */
export function buildDocumentReader(options: DocumentReaderOptions): (text: string) => DocumentNode {
  const documents = new LRUCache<string, DocumentNode>({
    max: options.documentCacheSize,
    maxSize: options.documentCacheSize * tokensPerDocument,
  });
  return (text) => {
    let document = documents.get(text);
    if (document === undefined) {
      document = parseWithin(text, options);
      documents.set(text, document, { size: weigh(document, text) });
    }
    return document;
  };
}

/** Tokens, or the text where comments and spaces are most of it. */
function weigh(document: DocumentNode, text: string): number {
  let tokens = 0;
  for (let token = document.loc?.startToken.next; token; token = token.next) tokens += 1;
  return Math.max(tokens, Math.ceil(text.length / 100));
}
