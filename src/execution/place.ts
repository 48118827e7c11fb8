import type { FieldNode } from 'graphql';

/** A position in the answer of a document: a field, or the items of a list, whatever their numbers are. */
export interface Place {
  readonly parent: Place | undefined;
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

/** Builds the place of a field below another one, or at the root. */
export function buildFieldPlace(
  parent: Place | undefined,
  name: string,
  nodes: readonly FieldNode[],
  isNullable: boolean,
): Place {
  const trace = parent === undefined ? name : `${parent.trace}.${name}`;
  return { parent, name, depth: parent ? depthBelow(parent) : 0, trace, nodes, isNullable };
}

/** Builds the place of the items of a list field. */
export function buildItemPlace(list: Place, isNullable: boolean): Place {
  const { trace, nodes } = list;
  return { parent: list, name: undefined, depth: depthBelow(list), trace, nodes, isNullable };
}

/** Reads the path of a place while the items with these numbers are written. */
export function readPath(place: Place, indices: readonly number[]): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at; at = at.parent) path.push(at.name ?? indices[at.depth] ?? 0);
  return path.toReversed();
}

function depthBelow({ name, depth }: Place): number {
  return name === undefined ? depth + 1 : depth;
}
