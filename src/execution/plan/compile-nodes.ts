import type { GraphQLObjectType } from 'graphql';
import type { Model } from '../../model/model.ts';
import { numberKeys } from '../../resolvers/read-key.ts';
import type { NamedRow } from '../../resolvers/read-lookup.ts';
import { loadRows } from '../load/load-level.ts';
import type { LoadedRows } from '../load/loaded.ts';
import { buildItemPosition, type Position } from '../position.ts';
import type { Run, Writing } from '../run.ts';
import { type RelatedRow, writeRelated } from '../write/rows-view.ts';
import { type Items, type Pending, writeList } from '../write/view.ts';
import type { Lookup } from './plan.ts';
import type { Root } from './root.ts';
import { type CompiledField, isItemNullable, type RowsCompiler } from './rows-compiler.ts';

/** What is shown of the rows of one model. */
interface NodeView {
  readonly lookup: Lookup;
  readonly related: RelatedRow;
}

/** The rows of one model among those asked for, and which of its parents each item is. */
interface LoadedNode {
  readonly view: NodeView;
  readonly rows: LoadedRows;
  readonly number: number;
}

type ReadNamed = (run: Run) => readonly NamedRow[];

/** Compiles a lookup among all models. */
export function compileNode(
  compiler: RowsCompiler,
  { position }: CompiledField,
  read: ReadNamed,
): Root<readonly NamedRow[], readonly LoadedNode[]> {
  const views = new NodeViews(compiler, position);
  return {
    read,
    load: (run, named) => loadNodes(run, views, named),
    write: (run, loaded) => writeNode(run, loaded, 0),
  };
}

/** Compiles a list of lookups among all models. */
export function compileNodes(
  compiler: RowsCompiler,
  { field, position }: CompiledField,
  read: ReadNamed,
): Root<readonly NamedRow[], readonly LoadedNode[]> {
  const item = buildItemPosition(position, isItemNullable(field.type));
  const views = new NodeViews(compiler, item);
  const items: Items<readonly LoadedNode[]> = {
    view: writeNode,
    isNullable: false, // what may be null is written so by itself
    depth: item.depth,
  };
  return {
    read,
    load: (run, named) => loadNodes(run, views, named),
    write: (run, loaded) => writeList(run, items, loaded, 0, loaded.length),
  };
}

/** The views of each model, compiled when one of its rows is first named: a schema may have a hundred. */
class NodeViews {
  readonly #compiler: RowsCompiler;
  readonly #position: Position;
  readonly #views = new Map<Model, NodeView>();

  constructor(compiler: RowsCompiler, position: Position) {
    this.#compiler = compiler;
    this.#position = position;
  }

  get(model: Model): NodeView {
    let view = this.#views.get(model);
    if (view === undefined) this.#views.set(model, (view = this.#compile(model)));
    return view;
  }

  #compile(model: Model): NodeView {
    const type = this.#compiler.reader.schema.getType(model.names.type) as GraphQLObjectType; // each model has one
    const lookup = this.#compiler.openLookup(model, model.key);
    return { lookup, related: this.#compiler.compileLookup(lookup, type, this.#position) };
  }
}

/** Loads the rows of all models at once, those of each together. */
async function loadNodes(
  run: Run,
  views: NodeViews,
  named: readonly NamedRow[],
): Promise<readonly LoadedNode[]> {
  const models = Map.groupBy(named, ({ model }) => model);
  const loading = [...models].map(async ([model, rows]) => {
    const view = views.get(model);
    const keys = numberKeys(rows.map(({ key }) => key));
    return { model, view, rows: await loadRows(run, view.lookup, keys), next: 0 };
  });
  const loaded = new Map((await Promise.all(loading)).map((each) => [each.model, each]));
  return named.map(({ model }) => {
    const part = loaded.get(model);
    if (part === undefined) throw new Error(`Expected the rows of ${model.name}.`);
    return { view: part.view, rows: part.rows, number: part.next++ };
  });
}

function writeNode(run: Writing, nodes: readonly LoadedNode[], item: number): Pending {
  const node = nodes[item];
  if (node === undefined) throw new Error('Expected a node for each id.');
  return writeRelated(run, node.view.related, node.rows, node.number);
}
