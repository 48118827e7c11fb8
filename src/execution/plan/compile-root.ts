import type { FieldNode } from 'graphql';
import { emptyKey } from '../../model/load.ts';
import type { Model, UniqueKey } from '../../model/model.ts';
import { Failures, type Keys, numberKeys } from '../../resolvers/read-key.ts';
import {
  readKeyArguments,
  readKeysArgument,
  readNodeArgument,
  readNodesArgument,
} from '../../resolvers/read-lookup.ts';
import { loadOwnRoot, loadPages, loadRows } from '../load/load-level.ts';
import type { LoadedOwn, LoadedPages, LoadedRows } from '../load/loaded.ts';
import { buildItemPosition } from '../position.ts';
import { readArguments } from '../read-arguments.ts';
import type { Run } from '../run.ts';
import { buildRelatedListWriter, writePages, writeRelated } from '../write/rows-writers.ts';
import { compileNode, compileNodes } from './compile-nodes.ts';
import { compileOwn } from './compile-own.ts';
import { compileWrite } from './compile-write.ts';
import type { Root } from './root.ts';
import { isItemNullable, readObjectType } from './field-types.ts';
import type { CompiledField } from './compiled-field.ts';
import type { RowsCompiler } from './rows-compiler.ts';

/** Compiles a root field of an operation. */
export function compileRoot(compiler: RowsCompiler, compiled: CompiledField): Root {
  const { plan, field } = compiled;
  switch (plan.kind) {
    case 'lookup':
      return compileLookup(compiler, compiled, plan.model, plan.key);
    case 'lookups':
      return compileLookups(compiler, compiled, plan.model, plan.key);
    case 'list':
      return compileList(compiler, compiled, plan.model);
    case 'node':
      return compileNode(compiler, compiled, (run) =>
        readNodeArgument(plan.models, readGiven(run, compiled)),
      );
    case 'nodes':
      return compileNodes(compiler, compiled, (run) =>
        readNodesArgument(plan.models, readGiven(run, compiled), run.limits),
      );
    case 'write':
      return compileWrite(compiler, compiled, plan, (run) => readGiven(run, compiled));
    case 'own': {
      const { call, writer } = compileOwn(compiler, compiled, plan);
      return {
        read: (run) => readGiven(run, compiled),
        load: (run, given) => loadOwnRoot(run, call, given),
        write: (run, loaded) => writer(run, loaded, 0),
      } satisfies Root<Readonly<Record<string, unknown>>, LoadedOwn>;
    }
    default:
      throw new Error(`Expected ${field.name} to be a field of an operation, but its plan is: ${plan.kind}.`);
  }
}

function compileLookup(
  compiler: RowsCompiler,
  compiled: CompiledField,
  model: Model,
  key: UniqueKey,
): Root<Keys, LoadedRows> {
  const lookup = compiler.openLookup(model, key);
  const related = compiler.compileLookup(lookup, readObjectType(compiled.field), compiled.position);
  return {
    read: (run) => numberKeys([readKeyArguments(key, readGiven(run, compiled))]),
    load: (run, keys) => loadRows(run, lookup, keys),
    write: (run, loaded) => writeRelated(run, related, loaded, 0),
  };
}

function compileLookups(
  compiler: RowsCompiler,
  { field, position }: CompiledField,
  model: Model,
  key: UniqueKey,
): Root<Keys, LoadedRows> {
  const lookup = compiler.openLookup(model, key);
  const item = buildItemPosition(position, isItemNullable(field.type));
  const writer = buildRelatedListWriter(compiler.compileLookup(lookup, readObjectType(field), item));
  return {
    read: (run) => numberKeys(readKeysArgument(key, readGiven(run, { field, position }), run.limits)),
    load: (run, keys) => loadRows(run, lookup, keys),
    write: (run, loaded) => writer(run, loaded, 0),
  };
}

function compileList(compiler: RowsCompiler, compiled: CompiledField, model: Model): Root<Keys, LoadedPages> {
  const source = { model, by: [], through: undefined };
  const { pages, writer } = compiler.compilePages(source, compiled, undefined);
  return {
    read: () => ({ keys: [emptyKey], at: [0], failures: new Failures() }),
    load: (run, keys) => loadPages(run, pages, () => keys, []),
    write: (run, loaded) => writePages(run, compiled.position, writer, loaded, 0),
  };
}

function readGiven(
  { variables }: Run,
  { field, position }: Pick<CompiledField, 'field' | 'position'>,
): Readonly<Record<string, unknown>> {
  return readArguments(field, position.nodes[0] as FieldNode, variables); // the position of a field has a node
}
