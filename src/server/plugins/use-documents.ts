import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Log } from '../../log.ts';
import { type Phase, toClientError } from '../client-error.ts';
import type { RequestContext } from '../exchange.ts';
import { noteOperation } from '../note-operation.ts';
import { buildDocumentReader, type DocumentReaderOptions } from '../read-document.ts';
import { reportFault } from '../report-fault.ts';
import { buildValidator, type ValidatorOptions } from '../validate-document.ts';

/**
 * Reads and validates documents, and finds the operation that is asked for before they are validated: a mutation by GET is
 * refused, however wrong it is.
 */
export function useDocuments(
  options: DocumentReaderOptions & ValidatorOptions & { readonly log: Log },
): Plugin<RequestContext> {
  const { errorsMax, log } = options;
  const readDocument = buildDocumentReader(options);
  const validateDocument = buildValidator(options);
  const convert = (error: unknown, phase: Phase, { exchange }: RequestContext) =>
    toClientError(error, phase, (fault, path) => reportFault(log, exchange, fault, path));
  const read = (text: string, context: RequestContext): DocumentNode | Error => {
    try {
      const document = readDocument(text);
      noteOperation(document, context);
      return document;
    } catch (error) {
      return convert(error, 'parse', context);
    }
  };
  return {
    onParse({ params, context, setParsedDocument }) {
      // envelop throws an Error in the place of a document.
      setParsedDocument(read(params.source.toString(), context));
    },
    onValidate({ params: { schema, documentAST }, context, setResult }) {
      const errors = validateDocument(schema, documentAST);
      setResult(errors.slice(0, errorsMax).map((error) => convert(error, 'validate', context)));
    },
  };
}
