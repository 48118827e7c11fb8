import { type Columns, jsonLength } from '../model/columns.ts';
import type { Answer, Row } from '../model/load.ts';
import { measureJson } from '../std/measure-json.ts';

/** Measures about how many characters these columns of an answer take in JSON. Stops beyond `most`. */
export function measureAnswer(answer: Answer, columns: Columns, most: number): number {
  if (!Array.isArray(answer)) return measureOne(answer, columns, most);
  const rows = answer as readonly Row[];
  let length = 2;
  for (let index = 0; index < rows.length && length <= most; index++)
    length += measureOne(rows[index] ?? null, columns, most - length);
  return length;
}

function measureOne(answer: object | null, columns: Columns, most: number): number {
  if (answer === null || !(jsonLength in answer)) return measureJson(answer, most);
  return (answer as MeasuredRow)[jsonLength](columns);
}

interface MeasuredRow {
  [jsonLength](columns: Columns): number;
}
