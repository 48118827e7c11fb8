import { jsonLength, type Answer, type Row } from '../model/load.ts';
import { measureJson } from '../std/measure-json.ts';

/** Measures how many characters an answer will have in JSON, about; beyond `most` it stops. */
export function measureAnswer(answer: Answer, most: number): number {
  if (!Array.isArray(answer)) return measureOne(answer, most);
  const rows = answer as readonly Row[];
  let length = 2;
  for (let index = 0; index < rows.length && length <= most; index++)
    length += measureOne(rows[index] ?? null, most - length);
  return length;
}

function measureOne(answer: object | null, most: number): number {
  if (answer === null || !(jsonLength in answer)) return measureJson(answer, most);
  return (answer as MeasuredRow)[jsonLength]();
}

interface MeasuredRow {
  [jsonLength](): number;
}
