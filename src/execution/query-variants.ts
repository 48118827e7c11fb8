import { type DocumentNode, type GraphQLSchema, Kind, visit } from 'graphql';
import type { CompiledQuery } from './compile-query.ts';
import type { QueryLimits } from './rows-compiler.ts';
import { compileQuery } from './compile-query.ts';
import type { Variables } from './plan.ts';

/** Forms of one document that are kept: of six variables in directives, say. */
const variantsMax = 64;

/** Finds the compiled form of a query for its variables, or nothing where it has none. */
export type QueryVariants = (variables: Variables) => CompiledQuery | undefined;

/** Compiles a query for each way in which `@skip` and `@include` may fall out, when it is first asked for. */
export function buildQueryVariants(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  limits: QueryLimits,
): QueryVariants {
  const names = readConditions(document);
  if (names === undefined) return () => undefined;
  const variants = new Map<string, CompiledQuery | undefined>();
  return (variables) => {
    const conditions = Object.fromEntries(names.map((name) => [name, variables[name]]));
    const values = Object.values(conditions);
    const id = values.join();
    if (variants.has(id)) return variants.get(id);
    if (variants.size >= variantsMax || !values.every((value) => typeof value === 'boolean'))
      return undefined;
    const query = compileQuery(schema, document, { operationName, conditions }, limits);
    variants.set(id, query);
    return query;
  };
}

/** The variables that directives name; nothing where there are other directives than `@skip` and `@include`. */
function readConditions(document: DocumentNode): readonly string[] | undefined {
  const names = new Set<string>();
  let areKnown = true;
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      areKnown &&= name.value === 'skip' || name.value === 'include';
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return areKnown ? [...names] : undefined;
}
