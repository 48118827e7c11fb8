import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { InternalError } from '../errors.ts';
import type { ViewerData } from '../rules/viewer.ts';
import type { Session } from '../loaders/session.ts';
import { statementsAtMost } from '../schema/statements-at-most.ts';
import { JsonBytes } from '../std/json-bytes.ts';
import type { NestedDocuments } from './load/call-context.ts';
import type { NestedDocument, NestedResult, OperationCompilations } from './plan/operation-variants.ts';

/** The part of the context that an execution uses. */
export interface ExecutionContext {
  readonly session: Session;
  /** The viewer of the request. Null, or absent, if it is anonymous. */
  readonly viewer?: ViewerData | null;
  /** The document that this one is answered within. Undefined for the document of a request. */
  readonly within?: {
    /** The number of documents around this one. */
    readonly depth: number;
    /** The number of changes that they make. */
    readonly changes: number;
  };
}

/** The schema that documents are answered with. */
interface Executing<Limits> {
  readonly schema: GraphQLSchema;
  readonly compilations: OperationCompilations;
  readonly limits: Limits;
}

type Build<Limits> = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  options: Omit<Executing<Limits>, 'schema'>,
) => NestedDocument['execute'] | undefined;

/** The number of documents within each other. Without a bound, own code could call itself forever. */
const depthMax = 5;

/** Opens the documents that own code answers, in the session of the document around them. */
export function openNestedDocuments<Limits>(
  executing: Executing<Limits>,
  build: Build<Limits>,
  context: ExecutionContext,
): NestedDocuments {
  const { schema, compilations } = executing;
  const find = (text: string): NestedDocument => {
    let known = compilations.nested.get(text);
    if (known === undefined) {
      known = compile(executing, build, text);
      compilations.nested.set(text, known);
    }
    if (known.isMutation && !context.session.isWriting)
      throw new InternalError('ctx.graphql: expected a query, since only a field of Mutation may write.');
    return known;
  };
  return {
    count: (text, variables) => statementsAtMost(schema, find(text).document, { variables }),
    async answer(text, variables) {
      const { execute } = find(text);
      if ((context.within?.depth ?? 0) > depthMax)
        throw new InternalError(`ctx.graphql: expected at most ${depthMax} documents within each other.`);
      const result = await execute({ contextValue: context, variableValues: variables });
      return readData(result);
    },
  };
}

function compile<Limits>(
  { schema, ...options }: Executing<Limits>,
  build: Build<Limits>,
  text: string,
): NestedDocument {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    throw new InternalError('ctx.graphql: expected a document in GraphQL.', { cause: error });
  }
  const [fault] = validate(schema, document);
  if (fault) throw new InternalError(`ctx.graphql: ${fault.message}`);
  const operation = getOperationAST(document);
  const execute = operation ? build(schema, document, undefined, options) : undefined;
  if (!operation || !execute)
    throw new InternalError('ctx.graphql: expected a document with one query or mutation.');
  return { document, isMutation: operation.operation === OperationTypeNode.MUTATION, execute };
}

/** Reads the data of a result. @throws Its first error, with the code that it has by itself. */
function readData({ data, errors = [] }: NestedResult): unknown {
  const [error] = errors;
  if (error) {
    let origin: Error = error;
    while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError;
    throw origin;
  }
  if (!(data instanceof JsonBytes)) return data;
  const read = data.toJSON();
  data.release();
  return read;
}
