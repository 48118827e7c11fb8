import type { FieldNode } from 'graphql';

/** A position in the answer: a field, or any item of a list. */
export interface Position {
  readonly parent: Position | undefined;
  /** The name in the answer. Undefined for the items of a list. */
  readonly name: string | undefined;
  /** The number of lists around the position, which is the index of its item in `Writing.indices`. */
  readonly depth: number;
  /** The names from the root on, as traces show them: `users.nodes.posts`. */
  readonly trace: string;
  /** The field nodes that are merged to the field, or to the field of the list. */
  readonly nodes: readonly FieldNode[];
  /** True if an error makes this position null. Otherwise it makes the surrounding position null. */
  readonly isNullable: boolean;
}

/** Builds the position of a field at the root or below another position. */
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

/** Builds the path of a position while the items with these numbers are written. */
export function readPath(position: Position, indices: readonly number[]): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Position | undefined = position; at; at = at.parent)
    path.push(at.name ?? indices[at.depth] ?? 0);
  return path.toReversed();
}

function depthBelow({ name, depth }: Position): number {
  return name === undefined ? depth + 1 : depth;
}
