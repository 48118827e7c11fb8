import { type DocumentNode, getOperationAST, type GraphQLSchema, Kind, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { measureDocument } from '../measure-document.ts';
import type { Variables } from '../run.ts';
import { type CompiledOperation, compileOperation } from './compile-operation.ts';

/** Compiled forms that are kept, and how many fields they may have in all, each of which takes some 500 bytes. */
const kept = { max: 2_000, maxSize: 100_000 };

/** Finds the compiled form of an operation for its variables. @throws GraphQLError where a condition at the root is null. */
export type OperationVariants = (variables: Variables) => CompiledOperation;

/** The compiled operations of a schema, the least used of which give way. */
export class OperationCompilations {
  readonly #schema: GraphQLSchema;
  readonly #kept = new LRUCache<string, CompiledOperation>(kept);
  #documents = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Compiles an operation for each outcome of its `@skip` and `@include`, when it is first asked for. */
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

/** The operation's variables that directives name. */
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
