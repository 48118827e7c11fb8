import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';
import { hasCode } from '../std/has-code.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';
import { resolveGiven } from './read-own-schema.ts';
import { typesFileName } from './write-types.ts';

const scriptName = 'gather';
const command = 'gather start';

const configText = `import { defineConfig } from 'gather-graphql';

// Every setting may stand here under its name: https://www.npmjs.com/package/gather-graphql
// The environment, and the file .env, win over this file. DATABASE_URL belongs there.
export default defineConfig({
  schema: 'prisma/schema.prisma',
});
`;

const typesText = `// The types of your models for gather.config.ts. Gather replaces this file: \`gather types\` writes it.
export {};
`;

/**
 * Prepares the user's project: writes a configuration, a file of types and a script. Whatever exists stays
 * as it is.
 */
export async function runInit(host: CommandHost): Promise<void> {
  const folder = resolveGiven('', host);
  if (folder === resolveGiven(project.directory, host)) {
    throw new ConfigError([`expected the folder of your own project, got that of Gather: ${folder}`]);
  }
  const say = (line: string): void => host.writeOut(`${line}\n`);
  // It is read first, so that nothing is written into a folder that is no project.
  const script = await addScript(join(folder, 'package.json'));
  for (const [file, text] of [
    ['gather.config.ts', configText],
    [typesFileName, typesText],
  ] as const) {
    say((await writeNew(join(folder, file), text)) ? `Wrote ${file}.` : `${file} is there already.`);
  }
  say(script);
  const hasUrl = (host.env['DATABASE_URL'] ?? '') !== '' || (host.env['DATABASE_URL_FILE'] ?? '') !== '';
  const next = [
    ...(hasUrl ? [] : ['write DATABASE_URL=mysql://user:password@host:3306/database into .env']),
    ...(existsSync(join(folder, 'prisma/schema.prisma')) ? [] : ['npx gather pull']),
    'npx gather start',
  ];
  say(`\nNext:\n${next.map((line) => `  ${line}`).join('\n')}`);
}

async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Adds the script to package.json, in its own indentation. Returns a line about it. */
async function addScript(path: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    throw new ConfigError([
      `package.json: expected one in this folder, but there is no ${path}. \`npm init -y\` writes it`,
    ]);
  }
  const manifest = parseManifest(text, path);
  const { scripts = {} } = manifest;
  if (Object.hasOwn(scripts, scriptName)) return `package.json has a script "${scriptName}" already.`;
  const [, indent = '  '] = /^([ \t]+)"/m.exec(text) ?? [];
  const changed = { ...manifest, scripts: { ...scripts, [scriptName]: command } };
  await writeFile(path, `${JSON.stringify(changed, undefined, indent)}\n`);
  return `Added the script "${scriptName}" to package.json.`;
}

function parseManifest(text: string, path: string): { readonly scripts?: Readonly<Record<string, unknown>> } {
  try {
    return JSON.parse(text) as { readonly scripts?: Readonly<Record<string, unknown>> }; // npm's format
  } catch {
    throw new ConfigError([`package.json: expected JSON, but ${path} is none`]);
  }
}
