import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type DocumentLimits, parseWithin } from './document-limits.ts';

/**
 * The number of tokens that count as one cached document. A syntax tree takes some 500 bytes per token,
 * so a number of documents alone would be no bound.
 */
const tokensPerDocument = 200;

/** The limits of documents, and the size of their cache. */
export interface DocumentReaderOptions extends DocumentLimits {
  readonly documentCacheSize: number;
}

/**
 * Builds a reader of documents that caches them by their text, so that a document sent again is the same
 * object. Validation errors and compiled forms are kept in weak maps by that object. Refused documents
 * are not cached.
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

/** Weighs a document by its tokens, or by its text if that is mostly comments and spaces. */
function weigh(document: DocumentNode, text: string): number {
  let tokens = 0;
  for (let token = document.loc?.startToken.next; token; token = token.next) tokens += 1;
  return Math.max(tokens, Math.ceil(text.length / 100));
}
