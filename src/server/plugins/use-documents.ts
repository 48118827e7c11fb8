import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Log } from '../../log.ts';
import { convertError } from '../convert-error.ts';
import type { RequestContext } from '../exchange.ts';
import { noteOperation } from '../note-operation.ts';
import { buildDocumentReader, type DocumentReaderOptions } from '../read-document.ts';
import { buildValidator, type ValidatorOptions } from '../validate-document.ts';

/**
 * Reads and validates documents. The operation is found before validation, so that a mutation by GET is
 * refused even if it is invalid.
 */
export function useDocuments(
  options: DocumentReaderOptions & ValidatorOptions & { readonly log: Log },
): Plugin<RequestContext> {
  const { errorsMax, log } = options;
  const readDocument = buildDocumentReader(options);
  const validateDocument = buildValidator(options);
  const read = (text: string, context: RequestContext): DocumentNode | Error => {
    try {
      const document = readDocument(text);
      noteOperation(document, context);
      return document;
    } catch (error) {
      return convertError(error, 'parse', context.exchange, log);
    }
  };
  return {
    onParse({ params, context, setParsedDocument }) {
      // envelop throws if an Error is set instead of a document.
      setParsedDocument(read(params.source.toString(), context));
    },
    onValidate({ params: { schema, documentAST }, context, setResult }) {
      const errors = validateDocument(schema, documentAST);
      setResult(
        errors.slice(0, errorsMax).map((error) => convertError(error, 'validate', context.exchange, log)),
      );
    },
  };
}
