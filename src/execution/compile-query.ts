import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getOperationAST,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { GatherError, ResponseTooLargeError } from '../errors.ts';
import type { Session } from '../loaders/session.ts';
import { emptyKey, type Key } from '../model/load.ts';
import { readKeyArguments, readKeysArgument } from '../resolvers/row.ts';
import { readFieldSource } from '../schema/field-load.ts';
import { mergeFields, readFragments } from '../schema/merge-fields.ts';
import type { JsonBytes } from '../std/json-bytes.ts';
import { JsonTooLongError, JsonWriter } from '../std/json-writer.ts';
import { type LoadedPages, type LoadedRows, loadPages, loadRows } from './load-level.ts';
import type { Run, Variables } from './plan.ts';
import {
  type FieldNodes,
  type PlanReader,
  type QueryLimits,
  readField,
  readObject,
  RowsCompiler,
} from './rows-compiler.ts';
import { buildConstantView, buildObjectView, type View, writeRelated, writeRelatedList } from './view.ts';
import { failPlain, NotPlain } from './write-leaf.ts';

/** What of a request the compiled form of a document depends on. */
export interface QueryParts {
  readonly operationName: string | undefined;
  /** The variables that its directives name. */
  readonly conditions: Variables;
}

/**
 * Answers with the data of the query; with nothing where there is an error in it, or in its arguments: then all that can
 * be loaded was, and who executes it field by field finds out which.
 * @throws ResponseTooLargeError
 */
export type CompiledQuery = (session: Session, variables: Variables) => Promise<JsonBytes | undefined>;

/**
 * Compiles a valid query to the loads of its levels and to writers of JSON over what they bring: no resolver is called,
 * and no object made of what is only passed on. Nothing for what is not made of the models' rows alone: introspection,
 * `node`, mutations.
 */
export function compileQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, conditions }: QueryParts,
  limits: QueryLimits,
): CompiledQuery | undefined {
  const operation = getOperationAST(document, operationName);
  const type = schema.getQueryType();
  if (operation?.operation !== OperationTypeNode.QUERY || !type) return undefined;
  const compiler = new RowsCompiler(
    { schema, fragments: readFragments(document), variables: conditions },
    limits,
  );
  const roots: (readonly [name: string, root: Root])[] = [];
  for (const [name, nodes] of mergeFields(type, [operation], compiler.reader)) {
    const root = compileRoot(compiler, type, name, nodes);
    if (root === undefined) return undefined;
    roots.push([name, root]);
  }
  return buildQuery(roots, compiler.plans, limits.responseMaxBytes);
}

/** A field of the query, and what its loads bring. */
interface Root<Loaded = unknown> {
  /** Reads its arguments. @throws BadUserInputError naming what is wrong with them. */
  readonly readKeys: (variables: Variables) => readonly Key[];
  /** Loads what it shows; absent where it shows no row. Never rejects. */
  readonly load?: (run: Run, keys: readonly Key[]) => Promise<Loaded>;
  /** Writes what was loaded. @throws NotPlain, or what a type has against a value. */
  write(run: Run, loaded: Loaded): void;
}

/** One for all queries: what it writes is never interrupted. */
const out = new JsonWriter();

function buildQuery(
  named: readonly (readonly [name: string, root: Root])[],
  plans: readonly PlanReader[],
  mostBytes: number,
): CompiledQuery {
  const roots = named.map(([, root]) => root);
  const view = buildObjectView(
    named.map(([name, root], index) => {
      const write: View<[loaded: readonly unknown[]]> = (run, loaded) => root.write(run, loaded[index]);
      return [name, write] as const;
    }),
  );
  const isLoaded = roots.some(({ load }) => load !== undefined);
  return async (session, variables) => {
    try {
      const run: Run = { session, plans: plans.map((read) => read(variables)), out };
      const keys = roots.map(({ readKeys }) => readKeys(variables));
      const loads = roots.map(({ load }, index) => load?.(run, keys[index] ?? []));
      const loaded: unknown[] = [];
      for (const load of loads) loaded.push(await load); // all are under way
      if (isLoaded) session.endLoading();
      return out.write(mostBytes, () => view(run, loaded));
    } catch (error) {
      if (error instanceof JsonTooLongError) throw new ResponseTooLargeError(mostBytes);
      if (isOfData(error)) return undefined;
      throw error;
    }
  };
}

/** Whether it is an error that the answer has, and no fault of what reads and writes it. */
function isOfData(error: unknown): boolean {
  return error instanceof NotPlain || error instanceof GatherError || error instanceof GraphQLError;
}

function buildConstantRoot(value: string): Root {
  return { readKeys: () => [], write: buildConstantView(value) };
}

/** Nothing for a field whose rows are not those of a model. */
function compileRoot(
  compiler: RowsCompiler,
  type: GraphQLObjectType,
  path: string,
  nodes: FieldNodes,
): Root | undefined {
  const field = readField(type, nodes);
  if (nodes[0]?.name.value === '__typename') return buildConstantRoot(type.name);
  const source = field && readFieldSource(field);
  if (field === undefined || source === undefined || source.kind === 'relation') return undefined;
  const { model } = source;
  if (source.kind === 'list') {
    const list = { model, by: [], through: undefined };
    const { pages, view } = compiler.compilePages(list, field, nodes, { owner: undefined, path });
    const at = [0];
    return {
      readKeys: () => [emptyKey],
      load: (run, keys) => loadPages(run, pages, { keys, at }, []),
      write: (run, loaded: LoadedPages) => view(run, loaded, 0, run.plans[pages.number] ?? failPlain()),
    };
  }
  const { key } = source;
  const lookup = compiler.buildLookup(model, key, nodes, path);
  const write = compiler.compileRow(
    { model, level: lookup.level, owner: undefined, path },
    readObject(field),
    nodes,
  );
  const view = { number: 0, nullable: true, write };
  const given = (variables: Variables) => getArgumentValues(field, nodes[0] as FieldNode, variables);
  if (source.kind === 'lookup') {
    const at = [0];
    return {
      readKeys: (variables) => [readKeyArguments(key, given(variables))],
      load: (run, keys) => loadRows(run, lookup, { keys, at }),
      write: (run, loaded: LoadedRows) => writeRelated(run, loaded, 0, view),
    };
  }
  return {
    readKeys: (variables) => readKeysArgument(key, given(variables), compiler.limits),
    load: (run, asked) => {
      const keys = [...new Map(asked.map((each) => [each.id, each])).values()];
      const numbers = new Map(keys.map(({ id }, number) => [id, number]));
      const at = asked.map(({ id }) => numbers.get(id) ?? 0);
      return loadRows(run, lookup, { keys, at });
    },
    write: (run, loaded: LoadedRows) => writeRelatedList(run, loaded, view),
  };
}
