/** Something that is to be served, and the name it would like. */
export interface NameWish {
  /** What messages call it: `Model User`, `User.email`. */
  readonly label: string;
  /** Its name in the Prisma schema. */
  readonly name: string;
  /** The name that an annotation gives it, and where that stands. */
  readonly given: { readonly location: string; readonly value: string } | undefined;
  /** Whether it is out of sight, so that it has the last choice and is not spoken of. */
  readonly hidden?: boolean;
  /** Ends its name where it cannot have its own: `Record` makes of `Node` a `NodeRecord`. */
  readonly suffix: string;
  /** All names that it takes up when it is called `name`; that one alone unless told. */
  readonly takes?: (name: string) => readonly string[];
}

/** The name of each wish by its name in the schema, with what has to be told. */
export interface AssignedNames {
  readonly names: ReadonlyMap<string, string>;
  /** All names that are taken now. */
  readonly taken: readonly string[];
  readonly warnings: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Gives everything a name that nothing else has, the same one at every start: what has the shorter name in the schema
 * comes first, as `User` before the `UserEdge` that it takes up; what comes too late gets its suffix, and a number where
 * that is taken as well. A name that an annotation gives is had or refused.
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
    // What another one is called in the schema is left to that one.
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

/** Who goes by its own name comes before who was given another, so that it is the annotation that is at fault. */
function rankOf({ given, hidden }: NameWish): number {
  return hidden === true ? 2 : given === undefined ? 0 : 1;
}
