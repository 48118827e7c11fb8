import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededDatabaseUrl } from './support/database.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway, traced } from './support/gateway.ts';
import { generateDocuments, type NamedDocument, readQueryDocuments } from './support/query-documents.ts';

const clients = 32;
const documents: readonly NamedDocument[] = [...readQueryDocuments(), ...generateDocuments(16, 20_261_122)];

let gateway: TestGateway;

beforeAll(async () => {
  // Few connections, so that loads wait for each other and share what they can.
  gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl(), settings: { POOL_SIZE: '2' } });
});

afterAll(() => gateway[Symbol.asyncDispose]());

describe('Gateway', () => {
  test(`answers ${clients} clients at once byte for byte as one alone, in shared statements`, async () => {
    const alone = new Map<string, string>();
    for (const document of documents) alone.set(document.name, writeAnswer(await ask(document)));

    const different: string[] = [];
    const beyond: string[] = [];
    let shared = 0;
    const askInTurn = async (client: number): Promise<void> => {
      // Each client begins elsewhere, so that equal documents and different ones meet.
      for (const index of documents.keys()) {
        const document = documents[(index + (client >> 1)) % documents.length];
        if (document === undefined) continue;
        const answer = await ask(document);
        const { statements, statementsAtMost = 0 } = answer;
        if (writeAnswer(answer) !== alone.get(document.name)) different.push(document.name);
        if (statements.length > statementsAtMost) beyond.push(document.name);
        shared += statements.filter(({ requests }) => requests > 1).length;
      }
    };
    await Promise.all(Array.from({ length: clients }, (_, client) => askInTurn(client)));
    expect(different).toEqual([]);
    expect(beyond).toEqual([]);
    expect(shared).toBeGreaterThan(0);
  }, 180_000);
});

function ask({ text, variables }: NamedDocument): Promise<GraphQLAnswer> {
  return gateway.query(text, variables, traced);
}

/** The answer as it came, but for its errors: they stand in the order in which they were met. */
function writeAnswer({ status, data, errors = [] }: GraphQLAnswer): string {
  return JSON.stringify([status, data, errors.map((error) => JSON.stringify(error)).toSorted()]);
}
