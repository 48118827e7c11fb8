import type { GraphQLObjectType } from 'graphql';
import type { Model } from '../../model/model.ts';
import { numberKeys } from '../../resolvers/read-key.ts';
import type { NamedRow } from '../../resolvers/read-lookup.ts';
import { loadRows } from '../load/load-level.ts';
import type { LoadedRows } from '../load/loaded.ts';
import { buildItemPosition, type Position } from '../position.ts';
import type { Run, Writing } from '../run.ts';
import { type RelatedRow, writeRelated } from '../write/rows-writers.ts';
import { type Items, type Pending, writeList } from '../write/value-writer.ts';
import type { Lookup } from './plan.ts';
import type { Root } from './root.ts';
import { isItemNullable } from './field-types.ts';
import type { CompiledField } from './compiled-field.ts';
import type { RowsCompiler } from './rows-compiler.ts';

/** The lookup and the writer of the nodes of one model. */
interface NodeWriter {
  readonly lookup: Lookup;
  readonly related: RelatedRow;
}

/** The rows of one model among the nodes, and the number of one of them. */
interface LoadedNode {
  readonly writer: NodeWriter;
  readonly rows: LoadedRows;
  readonly number: number;
}

type ReadNamed = (run: Run) => readonly NamedRow[];

/** Compiles `node`, a lookup in all models. */
export function compileNode(
  compiler: RowsCompiler,
  { position }: CompiledField,
  read: ReadNamed,
): Root<readonly NamedRow[], readonly LoadedNode[]> {
  const writers = new NodeWriters(compiler, position);
  return {
    read,
    load: (run, named) => loadNodes(run, writers, named),
    write: (run, loaded) => writeNode(run, loaded, 0),
  };
}

/** Compiles `nodes`, a list of lookups in all models. */
export function compileNodes(
  compiler: RowsCompiler,
  { field, position }: CompiledField,
  read: ReadNamed,
): Root<readonly NamedRow[], readonly LoadedNode[]> {
  const item = buildItemPosition(position, isItemNullable(field.type));
  const writers = new NodeWriters(compiler, item);
  const items: Items<readonly LoadedNode[]> = {
    writer: writeNode,
    isNullable: false, // the item's writer writes null itself
    depth: item.depth,
  };
  return {
    read,
    load: (run, named) => loadNodes(run, writers, named),
    write: (run, loaded) => writeList(run, items, loaded, 0, loaded.length),
  };
}

/**
 * The writers of each model. A schema may have hundreds, so each is compiled when one of its rows is first
 * named.
 */
class NodeWriters {
  readonly #compiler: RowsCompiler;
  readonly #position: Position;
  readonly #writers = new Map<Model, NodeWriter>();

  constructor(compiler: RowsCompiler, position: Position) {
    this.#compiler = compiler;
    this.#position = position;
  }

  get(model: Model): NodeWriter {
    let writer = this.#writers.get(model);
    if (writer === undefined) this.#writers.set(model, (writer = this.#compile(model)));
    return writer;
  }

  #compile(model: Model): NodeWriter {
    const type = this.#compiler.reader.schema.getType(model.names.type) as GraphQLObjectType; // every model has an object type
    const lookup = this.#compiler.openLookup(model, model.key);
    return { lookup, related: this.#compiler.compileLookup(lookup, type, this.#position) };
  }
}

/** Loads the rows of all models concurrently, with one load per model. */
async function loadNodes(
  run: Run,
  writers: NodeWriters,
  named: readonly NamedRow[],
): Promise<readonly LoadedNode[]> {
  const models = Map.groupBy(named, ({ model }) => model);
  const loading = [...models].map(async ([model, rows]) => {
    const writer = writers.get(model);
    const keys = numberKeys(rows.map(({ key }) => key));
    return { model, writer, rows: await loadRows(run, writer.lookup, keys), next: 0 };
  });
  const loaded = new Map((await Promise.all(loading)).map((each) => [each.model, each]));
  return named.map(({ model }) => {
    const part = loaded.get(model);
    if (part === undefined) throw new Error(`Expected the rows of ${model.name}.`);
    return { writer: part.writer, rows: part.rows, number: part.next++ };
  });
}

function writeNode(run: Writing, nodes: readonly LoadedNode[], item: number): Pending {
  const node = nodes[item];
  if (node === undefined) throw new Error('Expected a node for each id.');
  return writeRelated(run, node.writer.related, node.rows, node.number);
}
