import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationContext,
  validate,
} from 'graphql';
import { TooComplexError } from '../errors.ts';
import { addHint } from '../schema/hint.ts';
import { ClientError } from './client-error.ts';

/** The options of validation. */
export interface ValidatorOptions {
  readonly introspection: boolean;
  readonly errorsMax: number;
}

/**
 * Returns the errors of a document.
 * @throws TooComplexError
 */
export type Validator = (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[];

/**
 * Builds a validator that validates each document once and stops at `errorsMax` errors. Without
 * introspection, it also refuses queries of the schema and suggests no names.
 */
export function buildValidator(options: ValidatorOptions): Validator {
  const rules = [
    ...specifiedRules,
    knownOperationTypes,
    ...(options.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
  const validateOptions = { maxErrors: options.errorsMax, hideSuggestions: !options.introspection };
  const known = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  return (schema, document) => {
    let errors = known.get(document);
    if (!errors) {
      errors = readValidationErrors(() => validate(schema, document, rules, validateOptions)).map((error) =>
        addHint(schema, error),
      );
      known.set(document, errors);
    }
    return errors;
  };
}

/**
 * Refuses an operation of a kind that the schema does not have. graphql-js leaves this to the execution
 * (GraphQL specification, September 2025, section 5.2.1.1).
 */
function knownOperationTypes(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      const message = `The schema has no ${node.operation}s.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}

/**
 * Reads the errors of validation. The comparison of fields with the same name takes quadratic time, so
 * graphql-js aborts it beyond a budget of its own.
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
