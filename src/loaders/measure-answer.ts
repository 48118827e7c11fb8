import { type Columns, sourceOf } from '../model/columns.ts';
import type { Answer, Row } from '../model/load.ts';
import { measureJson } from '../std/measure-json.ts';

/** Measures about how many characters these columns of an answer take in JSON. Stops beyond `most`. */
export function measureAnswer(answer: Answer, columns: Columns, most: number): number {
  if (!Array.isArray(answer)) {
    const measure = answer === null ? undefined : sourceOf(answer as Row)?.measure(columns);
    return measure ? measure(answer as Row) : measureJson(answer, most);
  }
  const [first] = answer as readonly Row[];
  const measure = first && sourceOf(first)?.measure(columns);
  if (!measure) return measureJson(answer, most);
  let length = 2;
  // A single statement has read all rows of an answer.
  for (let index = 0; index < answer.length && length <= most; index++)
    length += measure(answer[index] as Row);
  return length;
}
