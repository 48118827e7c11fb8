import { pacer } from '../../std/pacer.ts';
import { NullUp, type Writing } from '../run.ts';

/** The result of a writer. It is a promise if the writer has to pause, which is rare. */
export type Pending = Promise<void> | undefined;

/**
 * Writes one item of a source as JSON, by its number.
 * @throws NullUp If an error was recorded that makes the surrounding position null.
 */
export type ValueWriter<Source> = (run: Writing, source: Source, number: number) => Pending;

/** A field of an object: its name in the answer, and the writer of its value. */
export type NamedWriter<Source> = readonly [name: string, writer: ValueWriter<Source>];

interface Part<Source> {
  readonly prefix: Uint8Array;
  readonly write: ValueWriter<Source>;
}

/** Builds the writer of an object with these fields. */
export function buildObjectWriter<Source>(fields: readonly NamedWriter<Source>[]): ValueWriter<Source> {
  const parts = fields.map(([name, write], index) => ({
    prefix: Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`),
    write,
  }));
  if (parts.length === 0) return buildRawWriter('{}');
  return (run, source, number) => {
    const { out } = run;
    for (let index = 0; index < parts.length; index++) {
      const { prefix, write } = parts[index] as Part<Source>; // within its bounds
      out.json(prefix);
      const pending = write(run, source, number);
      if (pending !== undefined)
        return finishObject(run, { parts, next: index + 1, pending, source, number });
    }
    out.raw('}');
    return undefined;
  };
}

async function finishObject<Source>(
  run: Writing,
  rest: {
    readonly parts: readonly Part<Source>[];
    readonly next: number;
    readonly pending: Promise<void>;
    readonly source: Source;
    readonly number: number;
  },
): Promise<void> {
  await rest.pending;
  const { parts, next, source, number } = rest;
  for (const { prefix, write } of parts.slice(next)) {
    run.out.json(prefix);
    await write(run, source, number);
  }
  run.out.raw('}');
}

/** Builds the writer of a constant. */
export function buildConstantWriter(value: string): ValueWriter<unknown> {
  return buildRawWriter(JSON.stringify(value));
}

function buildRawWriter(json: string): ValueWriter<unknown> {
  return ({ out }) => {
    out.raw(json);
    return undefined;
  };
}

/** Builds a writer that writes null if an error occurs below a nullable position. */
export function nullableIf<Source>(
  { isNullable }: { readonly isNullable: boolean },
  writer: ValueWriter<Source>,
): ValueWriter<Source> {
  return isNullable ? (run, source, number) => writeNullable(run, writer, source, number) : writer;
}

/** Writes a nullable value. If an error reaches this position, its output is replaced by null. */
export function writeNullable<Source>(
  run: Writing,
  writer: ValueWriter<Source>,
  source: Source,
  number: number,
): Pending {
  const start = run.out.length;
  try {
    const pending = writer(run, source, number);
    return pending?.catch((error: unknown) => writeNull(run, start, error));
  } catch (error) {
    writeNull(run, start, error);
    return undefined;
  }
}

function writeNull({ out }: Writing, start: number, error: unknown): void {
  if (!(error instanceof NullUp)) throw error;
  out.cut(start);
  out.raw('null');
}

/** A list's writer of items, and the position of the items. */
export interface Items<Source> {
  readonly writer: ValueWriter<Source>;
  readonly isNullable: boolean;
  /** The depth of the items' position. */
  readonly depth: number;
}

/**
 * Writes the items from `start` to `end` as a list. Pauses while it writes a long one, so that others can
 * work.
 */
export function writeList<Source>(
  run: Writing,
  items: Items<Source>,
  source: Source,
  start: number,
  end: number,
): Pending {
  run.out.raw('[');
  for (let number = start; number < end; number++) {
    const pending = writeItem(run, items, source, number, start) ?? pauseIfDue(run);
    if (pending !== undefined)
      return finishList(run, items, source, { start, next: number + 1, end, pending });
  }
  run.out.raw(']');
  return undefined;
}

async function finishList<Source>(
  run: Writing,
  items: Items<Source>,
  source: Source,
  rest: {
    readonly start: number;
    readonly next: number;
    readonly end: number;
    readonly pending: Promise<void>;
  },
): Promise<void> {
  await rest.pending;
  for (let number = rest.next; number < rest.end; number++) {
    const pending = writeItem(run, items, source, number, rest.start) ?? pauseIfDue(run);
    if (pending !== undefined) await pending;
  }
  run.out.raw(']');
}

function writeItem<Source>(
  run: Writing,
  { writer, isNullable, depth }: Items<Source>,
  source: Source,
  number: number,
  start: number,
): Pending {
  if (number > start) run.out.raw(',');
  run.indices[depth] = number - start;
  return isNullable ? writeNullable(run, writer, source, number) : writer(run, source, number);
}

/** The number of items between two readings of the clock. */
const ticksPerLook = 32;

function pauseIfDue(run: Writing): Pending {
  if (++run.ticks % ticksPerLook !== 0 || !pacer.isDue) return undefined;
  return pause(run);
}

async function pause({ session }: Writing): Promise<void> {
  await pacer.pause();
  session.throwIfAbandoned(); // throws if the request has ended meanwhile
}
