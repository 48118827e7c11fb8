import type { Events, MissingIndexEvent } from '../events.ts';
import type { Log } from '../log.ts';

/** The maximum number of indexes that are logged. Each is logged once. */
const toldMax = 1_000;

/** Logs each index that a statement needs and its table lacks, with the line that adds it. */
export function logMissingIndexes({ missingIndexes }: Events, log: Log): Disposable {
  const told = new Set<string>();
  return missingIndexes.subscribe((event) => {
    const index = writeIndex(event);
    const { advice = `add ${index} to the model, and the index to the table` } = event;
    const id = `${event.model} ${index} ${event.advice === undefined ? '' : event.need}`;
    if (told.has(id) || told.size === toldMax) return;
    told.add(id);
    log.warn(
      { table: event.table, columns: event.fields.map(({ column }) => column) },
      `No index serves ${event.need} of ${event.model}: ${advice}`,
    );
  });
}

/** Writes an index as in a Prisma schema: `@@index([authorId, createdAt(sort: Desc)])`. */
function writeIndex({ fields }: MissingIndexEvent): string {
  const parts = fields.map(({ property, descending }) => `${property}${descending ? '(sort: Desc)' : ''}`);
  return `@@index([${parts.join(', ')}])`;
}
