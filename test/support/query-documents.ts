import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../prisma/seed/random.ts';
import { DocumentGenerator } from '../oracle/generate-document.ts';
import { writeDocument, type WrittenDocument } from './document.ts';
import { OpaqueTexts } from './opaque-texts.ts';

/** A document over the bundled model, by a name for what a test says of it. */
export interface NamedDocument extends WrittenDocument {
  readonly name: string;
}

const queries = join(import.meta.dirname, '../queries');

/** The documents of `test/queries/` over the bundled model, each with the variables of its first line. */
export function readQueryDocuments(): readonly NamedDocument[] {
  return readdirSync(queries)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => {
      const text = readFileSync(join(queries, name), 'utf8');
      const [, json = '{}'] = /^# (\{.*\})$/m.exec(text) ?? [];
      return { name, text, variables: JSON.parse(json) as Record<string, unknown> }; // what the document's author wrote
    });
}

/** Random documents over the bundled model, the same for the same seed. */
export function generateDocuments(count: number, seed: number): readonly NamedDocument[] {
  const generator = new DocumentGenerator(new Random(seed), new OpaqueTexts());
  return Array.from({ length: count }, (_, index) => ({
    name: `generated ${index} of seed ${seed}`,
    ...writeDocument(generator.generate()),
  }));
}
