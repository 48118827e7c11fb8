/** A part of the schema, with the name it should have in the API. */
export interface NameWish {
  /** The name in messages: `Model User`, `User.email`. */
  readonly label: string;
  /** The name in the Prisma schema. */
  readonly name: string;
  /** The name in an annotation, and the position of the annotation. */
  readonly given: { readonly location: string; readonly value: string } | undefined;
  /** `true` for a hidden part. It is named last, without a message. */
  readonly hidden?: boolean;
  /** The ending if its name is taken: `Record` turns `Node` into `NodeRecord`. */
  readonly suffix: string;
  /** All names that it takes if it is called `name`. By default only that one. */
  readonly takes?: (name: string) => readonly string[];
}

/** The name of each part by its name in the schema, with messages. */
export interface AssignedNames {
  readonly names: ReadonlyMap<string, string>;
  /** All names that are taken by then. */
  readonly taken: readonly string[];
  readonly warnings: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Gives every part a unique name, the same one at every start. The shorter name in the schema comes
 * first, such as `User` before the `UserEdge` that it takes. A name that is taken gets its suffix, and a
 * number if that is taken too. A name in an annotation is used or refused, but never changed.
 */
export function assignNames(wishes: readonly NameWish[], kept: readonly string[]): AssignedNames {
  const taken = new Map<string, string | undefined>(kept.map((name) => [name, undefined]));
  const names = new Map<string, string>();
  const warnings: string[] = [];
  const faults: string[] = [];
  const own = new Set(wishes.filter(({ given }) => given === undefined).map(({ name }) => name));
  for (const wish of wishes.toSorted(compareWishes)) {
    const first = wish.given?.value ?? wish.name;
    const clash = findClash(wish, first, taken);
    let name = first;
    // A name that another part has in the schema is left to that part.
    for (
      let count = 1;
      findClash(wish, name, taken) !== undefined || (name !== first && own.has(name));
      count++
    ) {
      name = `${wish.name}${wish.suffix}${count === 1 ? '' : count}`;
    }
    if (clash !== undefined && wish.hidden !== true) {
      const holder = taken.get(clash);
      const why =
        holder === undefined ? `the API needs the name ${clash} itself` : `${holder} takes the name ${clash}`;
      if (wish.given === undefined) warnings.push(`${wish.label} is served as ${name}: ${why}.`);
      else faults.push(`${wish.given.location}: ${wish.label} cannot be called ${first}: ${why}.`);
    }
    names.set(wish.name, name);
    for (const each of wish.takes?.(name) ?? [name]) taken.set(each, wish.label);
  }
  return { names, taken: [...taken.keys()], warnings, faults };
}

function findClash(
  { takes }: NameWish,
  name: string,
  taken: ReadonlyMap<string, unknown>,
): string | undefined {
  return (takes?.(name) ?? [name]).find((each) => taken.has(each));
}

function compareWishes(one: NameWish, other: NameWish): number {
  return rankOf(one) - rankOf(other) || one.name.length - other.name.length;
}

/** Ranks parts without an annotation first, so that the annotation is at fault in a collision. */
function rankOf({ given, hidden }: NameWish): number {
  return hidden === true ? 2 : given === undefined ? 0 : 1;
}
