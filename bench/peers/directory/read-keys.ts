/** The filter of a root list as its arguments have it; keys come as texts, of Pothos as numbers too. */
interface KeyFilter {
  readonly id?:
    | {
        readonly gt?: string | number | null | undefined;
        readonly in?: readonly (string | number)[] | null | undefined;
      }
    | null
    | undefined;
}

/** The filter of a key as Prisma has it; without conditions every key is meant. */
export function readKeys(where: KeyFilter | null | undefined): { gt?: number; in?: number[] } {
  const { gt, in: keys } = where?.id ?? {};
  return {
    ...(gt !== undefined && gt !== null && { gt: Number(gt) }),
    ...(keys && { in: keys.map(Number) }),
  };
}
