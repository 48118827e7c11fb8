import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { TooComplexError } from '../../errors.ts';
import { ClientError } from '../client-error.ts';
import type { RequestContext } from '../exchange.ts';

/**
 * Validates each document once, stops at `errorsMax` faults, and where the schema is not to be asked for neither
 * answers introspection nor suggests names.
 */
export function useValidation(options: {
  readonly introspection: boolean;
  readonly errorsMax: number;
}): Plugin<RequestContext> {
  const rules = options.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const validateOptions = { maxErrors: options.errorsMax, hideSuggestions: !options.introspection };
  const known = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  return {
    onValidate({ setValidationFn }) {
      setValidationFn((schema: GraphQLSchema, document: DocumentNode) => {
        let errors = known.get(document);
        if (!errors) {
          errors = readValidationErrors(() => validate(schema, document, rules, validateOptions));
          known.set(document, errors);
        }
        return [...errors];
      });
    },
  };
}

/**
 * Comparing fields of the same name grows with the square of their number; graphql-js gives that up beyond a
 * budget of its own and says so in two words.
 */
function readValidationErrors(run: () => readonly GraphQLError[]): readonly GraphQLError[] {
  try {
    const errors = run();
    if (!errors.some((error) => error.message === 'Validation aborted.')) return errors;
    return [
      new ClientError('TOO_COMPLEX', 'The document selects the same fields too often to be validated.'),
    ];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TooComplexError('The document is nested too deeply to be validated.', { cause: error });
  }
}
