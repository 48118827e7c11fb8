/** What a figure counts. */
type Unit = string;

/** Units of figures that other programs on the machine change. */
const unitsOfMachine: ReadonlySet<Unit> = new Set([' ms', ' s', ' MB more']);

/** What was seen of a fault: a list of observations, each of which holds or does not. */
export class Findings {
  readonly #observations: { readonly text: string; readonly holds: boolean }[] = [];
  readonly #isMachineQuiet: boolean;

  /** Times and memory have bounds where the machine has nothing else to do; elsewhere they are only noted. */
  constructor(isMachineQuiet = true) {
    this.#isMachineQuiet = isMachineQuiet;
  }

  /** Notes a figure that nothing depends on. */
  note(text: string): void {
    this.#observations.push({ text, holds: true });
  }

  /** Notes a condition in words of what was seen; `wanted` is added where it does not hold. */
  that(seen: string, holds: boolean, wanted: string): void {
    this.#observations.push({ text: holds ? seen : `**${seen}; wanted: ${wanted}**`, holds });
  }

  /** Notes a figure that must equal another. */
  equal(what: string, seen: number | string | undefined, wanted: number | string): void {
    this.that(`${what}: ${seen ?? 'none'}`, seen === wanted, String(wanted));
  }

  /** Notes a figure that has an upper bound. */
  atMost(what: string, seen: number, bound: number, unit: Unit = ''): void {
    if (!this.#isHeld(unit)) return this.note(`${what}: ${write(seen)}${unit}`);
    this.that(`${what}: ${write(seen)}${unit}`, seen <= bound, `≤ ${write(bound)}${unit}`);
  }

  /** Notes a figure that has a lower bound. */
  atLeast(what: string, seen: number, bound: number, unit: Unit = ''): void {
    if (!this.#isHeld(unit)) return this.note(`${what}: ${write(seen)}${unit}`);
    this.that(`${what}: ${write(seen)}${unit}`, seen >= bound, `≥ ${write(bound)}${unit}`);
  }

  #isHeld(unit: Unit): boolean {
    return this.#isMachineQuiet || !unitsOfMachine.has(unit);
  }

  /** Whether every observation holds, and there is one at all. */
  get holds(): boolean {
    return this.#observations.length > 0 && this.#observations.every(({ holds }) => holds);
  }

  /** All observations in one line. */
  toString(): string {
    return this.#observations.map(({ text }) => text).join('; ');
  }
}

function write(figure: number): string {
  return Number.isInteger(figure) ? String(figure) : figure.toFixed(Math.abs(figure) < 10 ? 2 : 0);
}
