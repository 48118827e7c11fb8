import { writeFile } from 'node:fs/promises';
import { renderDocs } from './render-docs.ts';

for (const [file, text] of renderDocs()) {
  await writeFile(new URL(`../${file}`, import.meta.url), text);
}
