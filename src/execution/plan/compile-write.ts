import type { FieldNode } from 'graphql';
import type { Change, Written } from '../../model/change.ts';
import { Failures, numberKeys } from '../../resolvers/read-key.ts';
import { refuseAbsentConditions } from '../../resolvers/refuse-absent-conditions.ts';
import type { FieldPlan } from '../../schema/field-plan.ts';
import { inSteps, type Steps } from '../../std/in-steps.ts';
import { loadLevel, loadRows } from '../load/load-level.ts';
import type { LoadedRows } from '../load/loaded.ts';
import { buildItemPosition, type Position } from '../position.ts';
import type { Run } from '../run.ts';
import { buildLeafWriter } from '../write/leaf-writer.ts';
import { buildRelatedListWriter, writeRelated } from '../write/rows-writers.ts';
import type { Root } from './root.ts';
import { isItemNullable, readObjectType } from './field-types.ts';
import type { CompiledField } from './compiled-field.ts';
import type { RowsCompiler } from './rows-compiler.ts';

type WritePlan = Extract<FieldPlan, { readonly kind: 'write' }>;
type ReadArguments = (run: Run) => Readonly<Record<string, unknown>>;

/** Compiles a root field of a mutation: its change, and the rows that it shows. */
export function compileWrite(
  compiler: RowsCompiler,
  compiled: CompiledField,
  plan: WritePlan,
  readArguments: ReadArguments,
): Root {
  switch (plan.answer) {
    case 'count':
      return compileCount(compiler, compiled, plan, readArguments);
    case 'deleted':
      return compileDeleted(compiler, compiled, plan, readArguments);
    case 'row':
    case 'rows':
      return compileWritten(compiler, compiled, plan, readArguments);
  }
}

/** Compiles a field that shows the rows it has written. They are loaded like any others. */
function compileWritten(
  compiler: RowsCompiler,
  { field, position }: CompiledField,
  { model, answer, read }: WritePlan,
  readArguments: ReadArguments,
): Root<Change, LoadedRows> {
  const lookup = compiler.openLookup(model, model.key);
  const isList = answer === 'rows';
  const rowPosition = isList ? buildItemPosition(position, isItemNullable(field.type)) : position;
  const related = compiler.compileLookup(lookup, readObjectType(field), rowPosition);
  const list = buildRelatedListWriter(related);
  return {
    read: (run) => readInSteps(run, read(readArguments(run), [])),
    load: async (run, change) => {
      const { keys } = await write(run, change, position);
      return loadRows(run, lookup, numberKeys(keys));
    },
    write: (run, loaded) => (isList ? list(run, loaded, 0) : writeRelated(run, related, loaded, 0)),
  };
}

/**
 * Compiles a field that shows the row it has deleted, as it was. Related rows are loaded after the deletion.
 */
function compileDeleted(
  compiler: RowsCompiler,
  { field, position }: CompiledField,
  { model, read }: WritePlan,
  readArguments: ReadArguments,
): Root<Change, LoadedRows> {
  const lookup = compiler.openLookup(model, model.key);
  const related = compiler.compileLookup(lookup, readObjectType(field), position);
  return {
    read: (run) => readInSteps(run, read(readArguments(run), lookup.columns.fields)),
    load: async (run, change) => {
      const { deleted } = await write(run, change, position);
      const rows = deleted === undefined ? [] : [deleted];
      const level = await loadLevel(run, lookup.level, rows);
      return { at: rows.map((_, index) => index), failures: new Failures(), level, written: undefined };
    },
    write: (run, loaded) => writeRelated(run, related, loaded, 0),
  };
}

function compileCount(
  compiler: RowsCompiler,
  { field, position }: CompiledField,
  { read }: WritePlan,
  readArguments: ReadArguments,
): Root<Change, number> {
  const writer = compiler.compileObject<number>(readObjectType(field), position, (part) =>
    buildLeafWriter(part.position, part.field.type, (count: number) => count),
  );
  return {
    read: (run) => {
      refuseAbsentConditions(position.nodes[0] as FieldNode, run.variables); // the position of a field has a node
      return readInSteps(run, read(readArguments(run), []));
    },
    load: async (run, change) => (await write(run, change, position)).count,
    write: (run, count) => writer(run, count, 0),
  };
}

/** Reads a change in steps, since a list of rows may be long. */
function readInSteps({ session }: Run, reading: Steps<Change>): Promise<Change> {
  return inSteps(reading, () => session.throwIfAbandoned());
}

/** Makes one change of its document. */
function write({ session, changes }: Run, change: Change, { trace }: Position): Promise<Written> {
  return session.write(change, { path: trace, changes });
}
