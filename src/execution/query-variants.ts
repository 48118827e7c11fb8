import { type DocumentNode, getOperationAST, type GraphQLSchema, Kind, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CompiledQuery, compileQuery } from './compile-query.ts';
import { measureDocument } from './measure-document.ts';
import type { Variables } from './plan.ts';
import type { QueryLimits } from './rows-compiler.ts';

/** Compiled forms that are kept, and how many fields they may have in all, each of which takes some 500 bytes. */
const kept = { max: 2_000, maxSize: 100_000 };
/** A document of more fields would take longer to be compiled than it takes to be executed field by field. */
const compiledMaxFields = 5_000;

/** Finds the compiled form of a query for its variables, or nothing where it has none. */
export type QueryVariants = (variables: Variables) => CompiledQuery | undefined;

/** The queries of a schema. */
export class QueryCompilations {
  readonly #schema: GraphQLSchema;
  readonly #limits: QueryLimits;
  readonly #kept = new LRUCache<string, { readonly query: CompiledQuery | undefined }>(kept);
  #documents = 0;

  constructor(schema: GraphQLSchema, limits: QueryLimits) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /** Compiles a query for each way in which `@skip` and `@include` may fall out, when it is asked for. */
  add(document: DocumentNode, operationName: string | undefined): QueryVariants {
    const names = readConditions(document, operationName);
    const { fields } = measureDocument(document);
    if (names === undefined || fields > compiledMaxFields) return () => undefined;
    const number = this.#documents++;
    return (variables) => {
      const conditions = Object.fromEntries(names.map((name) => [name, variables[name]]));
      const values = Object.values(conditions);
      const id = `${number} ${values.join()}`;
      let found = this.#kept.get(id);
      if (found === undefined) {
        if (!values.every((value) => typeof value === 'boolean')) return undefined;
        found = { query: compileQuery(this.#schema, document, { operationName, conditions }, this.#limits) };
        this.#kept.set(id, found, { size: fields });
      }
      return found.query;
    };
  }
}

/** The operation's variables that directives name; nothing where there are other directives than `@skip` and `@include`. */
function readConditions(
  document: DocumentNode,
  operationName: string | undefined,
): readonly string[] | undefined {
  const names = new Set<string>();
  let areKnown = true;
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      areKnown &&= name.value === 'skip' || name.value === 'include';
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  const own = variableDefinitions.map(({ variable }) => variable.name.value);
  return areKnown ? own.filter((name) => names.has(name)) : undefined;
}
