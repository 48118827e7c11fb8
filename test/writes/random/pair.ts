/** The same thing in the words of the gateway's API and in those of Prisma's client. */
export interface Pair {
  readonly gateway: unknown;
  readonly prisma: unknown;
}

/** A part of an object: what it is called on either side, and what it is. */
export interface Part extends Pair {
  readonly name: string;
  /** Where Prisma's client calls it otherwise. */
  readonly property?: string;
}

/** What both sides say alike. */
export function alike(value: unknown): Pair {
  return { gateway: value, prisma: value };
}

/** An object of these parts. */
export function objectOf(parts: readonly Part[]): Pair {
  return {
    gateway: Object.fromEntries(parts.map(({ name, gateway }) => [name, gateway])),
    prisma: Object.fromEntries(parts.map(({ name, property, prisma }) => [property ?? name, prisma])),
  };
}

/** A list of these items. */
export function listOf(items: readonly Pair[]): Pair {
  return {
    gateway: items.map(({ gateway }) => gateway),
    prisma: items.map(({ prisma }) => prisma),
  };
}
