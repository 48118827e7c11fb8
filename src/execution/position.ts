import type { FieldNode } from 'graphql';

/** A position in the answer of a document: a field, or the items of a list, whatever their numbers are. */
export interface Position {
  readonly parent: Position | undefined;
  /** The name in the answer; undefined for the items of a list. */
  readonly name: string | undefined;
  /** How many lists are around the position: the number of an item stands at this index of `Run.indices`. */
  readonly depth: number;
  /** The names from the root on, as traces show them: `users.nodes.posts`. */
  readonly trace: string;
  /** The nodes of the document that the field is merged of, or those of the field that answers the list. */
  readonly nodes: readonly FieldNode[];
  /** Whether an error at this position makes it null; otherwise what is around it is. */
  readonly isNullable: boolean;
}

/** Builds the position of a field below another one, or at the root. */
export function buildFieldPosition(
  parent: Position | undefined,
  name: string,
  nodes: readonly FieldNode[],
  isNullable: boolean,
): Position {
  const trace = parent === undefined ? name : `${parent.trace}.${name}`;
  return { parent, name, depth: parent ? depthBelow(parent) : 0, trace, nodes, isNullable };
}

/** Builds the position of the items of a list field. */
export function buildItemPosition(list: Position, isNullable: boolean): Position {
  const { trace, nodes } = list;
  return { parent: list, name: undefined, depth: depthBelow(list), trace, nodes, isNullable };
}

/** Reads the path of a position while the items with these numbers are written. */
export function readPath(position: Position, indices: readonly number[]): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Position | undefined = position; at; at = at.parent)
    path.push(at.name ?? indices[at.depth] ?? 0);
  return path.toReversed();
}

function depthBelow({ name, depth }: Position): number {
  return name === undefined ? depth + 1 : depth;
}
