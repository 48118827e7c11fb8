import type { Filter, Mask } from '../model/load.ts';

/** The condition that no row meets. */
export const never: Filter = Object.freeze({ kind: 'or', filters: [] });

/** Combines conditions of which all must hold. Constants are folded away. */
export function allOf(parts: readonly (Mask | undefined)[]): Mask {
  if (parts.includes(false)) return false;
  const filters = parts.filter((part) => typeof part === 'object');
  const [only] = filters;
  if (filters.length > 1) return { kind: 'and', filters };
  return only ?? true;
}

/** Combines conditions of which one must hold. Constants are folded away. */
export function anyOf(parts: readonly Mask[]): Mask {
  if (parts.includes(true)) return true;
  const filters = parts.filter((part) => typeof part === 'object');
  const [only] = filters;
  if (filters.length > 1) return { kind: 'or', filters };
  return only ?? false;
}

/** Writes a condition as a filter. Returns undefined if it always holds. */
export function toFilter(condition: Mask): Filter | undefined {
  if (condition === true) return undefined;
  return condition === false ? never : condition;
}
