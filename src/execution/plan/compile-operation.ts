import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  type GraphQLSchema,
  isNonNullType,
  OperationTypeNode,
} from 'graphql';
import { readFieldPlan } from '../../schema/field-plan.ts';
import { mergeFields, readFragments } from '../../schema/merge-fields.ts';
import { buildFieldPosition, type Position } from '../position.ts';
import { fail, NullUp, type Variables } from '../run.ts';
import {
  buildConstantWriter,
  buildObjectWriter,
  nullableIf,
  type ValueWriter,
} from '../write/value-writer.ts';
import { compileRoot } from './compile-root.ts';
import type { Root } from './root.ts';
import { readField, RowsCompiler } from './rows-compiler.ts';

/** The loaded roots of an operation. */
export interface LoadedRoots {
  /**
   * The result of each root. An error if its arguments or its change were refused, undefined if it was not
   * executed.
   */
  readonly loaded: readonly unknown[];
  /** The data of the roots that graphql-js has executed. Null if an error has made all of it null. */
  readonly interpreted: Readonly<Record<string, unknown>> | null;
}

/** An operation, compiled for one outcome of its `@skip` and `@include`. */
export interface CompiledOperation {
  readonly isMutation: boolean;
  /** In the order of the answer. Undefined for constants and for roots that graphql-js executes. */
  readonly roots: readonly (Root | undefined)[];
  readonly writer: ValueWriter<LoadedRoots>;
  /** The document of the roots that graphql-js executes, if there are any. */
  readonly interpreted: DocumentNode | undefined;
}

/** The parts of a request that a compiled operation depends on. */
export interface OperationParts {
  readonly operationName: string | undefined;
  /** The variables used by its directives. */
  readonly conditions: Variables;
}

/**
 * Compiles a valid query or mutation to its roots. Each has the loads of its levels and a writer of its
 * JSON.
 * @throws GraphQLError If a condition of `@skip` or `@include` at the root is null.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, conditions }: OperationParts,
): CompiledOperation {
  const operation = getOperationAST(document, operationName);
  const type = operation && schema.getRootType(operation.operation);
  if (!operation || !type) throw new Error('Expected an operation of the schema.');
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const compiler = new RowsCompiler({ schema, fragments: readFragments(document), variables: conditions });
  const interpreted: FieldNode[] = [];
  const roots: (Root | undefined)[] = [];
  const writers = [...mergeFields(type, [operation], compiler.reader)].map(([name, nodes], number) => {
    const field = readField(type, nodes);
    const plan = field && readFieldPlan(field);
    const position = buildFieldPosition(
      undefined,
      name,
      nodes,
      field !== undefined && !isNonNullType(field.type),
    );
    const root = field && plan && compileRoot(compiler, { plan, field, position });
    roots.push(root);
    if (root) return [name, nullableIf(position, buildRootWriter(root, position, number))] as const;
    if (nodes[0]?.name.value === '__typename') return [name, buildConstantWriter(type.name)] as const;
    interpreted.push(...nodes);
    return [name, buildInterpretedWriter(name)] as const;
  });
  return {
    isMutation,
    roots,
    writer: buildObjectWriter<LoadedRoots>(writers),
    interpreted: interpreted.length > 0 ? keepRoots(document, operation, interpreted) : undefined,
  };
}

function buildRootWriter(root: Root, position: Position, number: number): ValueWriter<LoadedRoots> {
  return (writing, { loaded }) => {
    const own = loaded[number];
    if (own !== undefined && !(own instanceof Error)) return root.write(writing, own);
    if (own === undefined) writing.out.raw('null');
    else fail(writing, position, own);
    return undefined;
  };
}

function buildInterpretedWriter(name: string): ValueWriter<LoadedRoots> {
  return ({ out }, { interpreted }) => {
    if (interpreted === null) throw new NullUp(`Expected the data of ${name}.`);
    out.value(interpreted[name] ?? null);
    return undefined;
  };
}

/** Copies the document with only these roots in its operation. */
function keepRoots(
  document: DocumentNode,
  operation: NonNullable<ReturnType<typeof getOperationAST>>,
  selections: readonly FieldNode[],
): DocumentNode {
  const kept = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  return {
    ...document,
    definitions: document.definitions.map((definition) => (definition === operation ? kept : definition)),
  };
}
