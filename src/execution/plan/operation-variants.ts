import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { measureDocument } from '../measure-document.ts';
import type { Variables } from '../run.ts';
import { type CompiledOperation, compileOperation } from './compile-operation.ts';

/**
 * Bounds of the kept compilations: how many there are, and their fields in total. A field takes about 500
 * bytes.
 */
const kept = { max: 2_000, maxSize: 100_000 };

/**
 * Finds the compilation of an operation for its variables. @throws GraphQLError If a condition at the root
 * is null.
 */
export type OperationVariants = (variables: Variables) => CompiledOperation;

/** The number of kept documents of own code. */
const nestedMax = 500;

/** The result of a document of own code. */
export interface NestedResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[] | undefined;
}

/** A valid document of own code, and its execution. */
export interface NestedDocument {
  readonly document: DocumentNode;
  readonly isMutation: boolean;
  readonly execute: (
    request: Pick<ExecutionArgs, 'contextValue' | 'variableValues'>,
  ) => Promise<NestedResult>;
}

/** The compiled operations of a schema. The least recently used are dropped. */
export class OperationCompilations {
  /** The documents of own code, which are not in the document cache. */
  readonly nested = new LRUCache<string, NestedDocument>({ max: nestedMax });
  readonly #schema: GraphQLSchema;
  readonly #kept = new LRUCache<string, CompiledOperation>(kept);
  #documents = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Adds an operation. It is compiled once for each outcome of its `@skip` and `@include`, on first use. */
  add(document: DocumentNode, operationName: string | undefined): OperationVariants {
    const names = readConditions(document, operationName);
    const { fields } = measureDocument(document);
    const number = this.#documents++;
    return (variables) => {
      const values = names.map((name) => variables[name]);
      const id = values.length === 0 ? `${number}` : `${number} ${values.map(String).join()}`;
      let found = this.#kept.get(id);
      if (found === undefined) {
        const conditions = pick(variables, names);
        found = compileOperation(this.#schema, document, { operationName, conditions });
        this.#kept.set(id, found, { size: Math.max(1, fields) });
      }
      return found;
    };
  }
}

function pick(variables: Variables, names: readonly string[]): Variables {
  const given = names.filter((name) => Object.hasOwn(variables, name));
  return Object.fromEntries(given.map((name) => [name, variables[name]]));
}

/** Reads the names of the operation's variables that directives use. */
function readConditions(document: DocumentNode, operationName: string | undefined): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  return variableDefinitions.map(({ variable }) => variable.name.value).filter((name) => names.has(name));
}
