import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { seededDatabaseUrl } from './support/database.ts';
import { openTestGateway, type TestGateway, traced } from './support/gateway.ts';

/** A document of the page, the number of statements that it names, and the statements that it shows. */
interface Example {
  readonly document: string;
  readonly atMost: number;
  /** How many it takes on the demo directory. */
  readonly here: number;
  readonly statements: readonly Shown[];
}

interface Shown {
  readonly paths: string;
  /** The one server that is asked so, where the other is asked otherwise. */
  readonly server: string | undefined;
  readonly sql: string;
}

const examples = readExamples(readFileSync(join(import.meta.dirname, '../docs/batching.md'), 'utf8'));

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
});

afterAll(() => gateway[Symbol.asyncDispose]());

describe('docs/batching.md', () => {
  test('shows statements of both servers', () => {
    const servers = examples.flatMap(({ statements }) => statements.map(({ server }) => server));
    expect(examples.length).toBeGreaterThan(3);
    expect(new Set(servers)).toEqual(new Set([undefined, 'mysql', 'mariadb']));
  });

  test.each(examples)('shows what runs: $document', async ({ document, atMost, here, statements }) => {
    const answer = await gateway.query(document, {}, traced);
    expect(answer.errors).toBeUndefined();
    expect(answer.statementsAtMost).toBe(atMost);
    expect(answer.statements).toHaveLength(here);
    const ran = new Map(answer.statements.map(({ paths, sql }) => [paths.toSorted().join(', '), sql]));
    const shown = statements.filter(({ server = inject('serverKind') }) => server === inject('serverKind'));
    for (const { paths, sql } of shown) expect(sql).toBe(ran.get(paths));
  });
});

/** The examples in their order: statements belong to the document above them. */
function readExamples(page: string): readonly Example[] {
  const read: { document: string; atMost: number; here: number; statements: Shown[] }[] = [];
  for (const [, language, text = ''] of page.matchAll(/```(graphql|sql)\n(.*?)\n```/gs)) {
    const [, atMost, here = atMost] = /^# (\d+) statements at most(?:, (\d+) here)?$/m.exec(text) ?? [];
    if (language === 'graphql')
      read.push({ document: text, atMost: Number(atMost), here: Number(here), statements: [] });
    else read.at(-1)?.statements.push(...text.split('\n\n').map(readStatement));
  }
  return read;
}

function readStatement(text: string): Shown {
  const [, paths = '', server, lines = ''] = /^-- (.*?)(?:, on (MySQL|MariaDB))?\n(.*)$/s.exec(text) ?? [];
  return { paths, server: server?.toLowerCase(), sql: joinLines(lines) };
}

/** SQL as the gateway writes it, without the line breaks that a reader is given. */
function joinLines(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')');
}
