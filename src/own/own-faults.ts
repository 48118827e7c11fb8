import { ConfigError } from '../config.ts';

/** Collects the faults of own types and fields. */
export class OwnFaults {
  readonly #faults: string[] = [];

  /** Adds a fault with its place: `extend.User.fullName`. */
  add(at: string, message: string): void {
    this.#faults.push(`${at}: ${message}`);
  }

  /** @throws ConfigError With all faults, if there are any. */
  throwIfAny(): void {
    if (this.#faults.length > 0) throw new ConfigError(this.#faults);
  }
}

/** Describes a given value in a message: its text if it is short, and otherwise its kind. */
export function describeGiven(given: unknown): string {
  if (given === undefined || given === null) return String(given);
  if (typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean')
    return JSON.stringify(given).slice(0, 100);
  if (Array.isArray(given)) return `a list of ${given.length}`;
  if (typeof given === 'object')
    return `an object with ${Object.keys(given).slice(0, 10).join(', ') || 'no properties'}`;
  return `a ${typeof given}`;
}
