import { InternalError } from '../errors.ts';
import type { OwnStatement } from '../model/own-statement.ts';
import { powerOfTwo } from '../std/power-of-two.ts';

/** Comments and brackets in front of a statement, and its first word. */
const firstWord = /^(?:\s|--\s.*|#.*|\/\*(?!M?!)[^]*?\*\/|\()*([a-z]+)/i;

const reading = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE', 'SHOW', 'EXPLAIN', 'DESCRIBE']);
const writing = new Set([...reading, 'INSERT', 'UPDATE', 'DELETE', 'REPLACE']);

/**
 * Writes the statement of a tagged template. Each value becomes a parameter, and a list becomes several.
 * @throws InternalError If its first word does not fit, such as UPDATE in a query or COMMIT anywhere.
 */
export function writeOwnStatement(
  texts: readonly string[],
  values: readonly unknown[],
  { label, canWrite }: { readonly label: string; readonly canWrite: boolean },
): OwnStatement {
  if (!Array.isArray(texts) || !('raw' in texts))
    throw new InternalError(`${label}: expected sql\`…\` with a template, got a ${typeof texts}.`);
  const [, word = ''] = firstWord.exec(texts[0] ?? '') ?? [];
  const allowed = canWrite ? writing : reading;
  if (!allowed.has(word.toUpperCase())) {
    const hint = canWrite ? '' : '; a field of Mutation may write';
    throw new InternalError(
      `${label}: expected ${[...allowed].join(', ')}, got ${word || 'no word'}${hint}.`,
    );
  }
  let text = texts[0] ?? '';
  const parameters: unknown[] = [];
  for (const [index, given] of values.entries()) {
    const list = Array.isArray(given) ? padList(given) : [given];
    text += list.length === 0 ? 'NULL' : list.map(() => '?').join(', ');
    parameters.push(...list.map((each) => readParameter(each, label)));
    text += texts[index + 1] ?? '';
  }
  return { text, values: parameters };
}

/** Repeats the last item up to a power of two, so that few texts are prepared. */
function padList(list: readonly unknown[]): readonly unknown[] {
  if (list.length === 0) return list;
  return Array.from({ length: powerOfTwo(list.length) }, (_, index) =>
    index < list.length ? list[index] : list.at(-1),
  );
}

function readParameter(given: unknown, label: string): unknown {
  if (given === undefined || given === null) return null;
  if (given instanceof Date) return given.toISOString().slice(0, 23).replace('T', ' ');
  if (given instanceof Uint8Array) return Buffer.from(given);
  if (['string', 'number', 'bigint', 'boolean'].includes(typeof given)) return given;
  throw new InternalError(
    `${label}: expected texts, numbers, booleans, dates or bytes as values of sql, got a ${typeof given}.`,
  );
}
