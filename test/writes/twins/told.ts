import type { PrismaAction, PrismaClient } from './build-prisma-client.ts';
import type { Model } from '../../../src/model/model.ts';
import type { GraphQLAnswer } from '../../support/gateway.ts';
import type { WriteCase } from './write-case.ts';

/** What a write has answered, as far as both sides tell it: the code of an error, how many rows, or the row's key. */
export interface Told {
  readonly result: Readonly<Record<string, unknown>>;
  /** The words of an error, which are not the same. */
  readonly message: string;
}

/** The selection that tells what is to be compared. */
export function selectionOf(action: PrismaAction, { key }: Model): string {
  return isBatch(action) ? '{ count }' : `{ ${key.map(({ name }) => name).join(' ')} }`;
}

function isBatch(action: PrismaAction): boolean {
  return action === 'updateMany' || action === 'deleteMany';
}

/** What the gateway has told; of several rows, how many. */
export function readAnswer({ data, errors }: GraphQLAnswer, action: PrismaAction, { key }: Model): Told {
  const [error] = errors ?? [];
  if (error !== undefined) {
    const { code } = error.extensions;
    // A value that its type does not take is seen before anything runs, if it stands in the document.
    const told = code === 'GRAPHQL_VALIDATION_FAILED' ? 'BAD_USER_INPUT' : code;
    return { result: { code: told }, message: error.message };
  }
  const [written] = Object.values(data as Readonly<Record<string, unknown>>); // one field was asked for
  if (Array.isArray(written)) return { result: { count: written.length }, message: '' };
  if (written === null) return { result: { row: null }, message: '' };
  const row = written as Readonly<Record<string, unknown>>; // whose fields the selection has named
  if (isBatch(action)) return { result: { count: row['count'] }, message: '' };
  return { result: Object.fromEntries(key.map(({ name }) => [name, String(row[name])])), message: '' };
}

/** Calls Prisma's client, and says what it has told in the words of the gateway. */
export async function callPrisma(
  client: PrismaClient,
  [name, action, args]: WriteCase['prisma'],
  { key }: Model,
): Promise<Told> {
  try {
    const told = await client.delegate(name)[action](args);
    const row = told as Readonly<Record<string, unknown>>; // Prisma answers objects
    if (action === 'createMany' || isBatch(action)) return { result: { count: row['count'] }, message: '' };
    // A write may delete its own row, of which there is then nothing to tell.
    if (key.some((field) => row[field.property] === undefined)) return { result: { row: null }, message: '' };
    return {
      result: Object.fromEntries(key.map((field) => [field.name, String(row[field.property])])),
      message: '',
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // By itself Prisma does not tell what the database has said: a key that changes would be taken where it is referred to.
    const isTaken = /Code: `176[12]`/.test(error.message);
    const code = isTaken ? 'P2002' : 'code' in error ? String(error.code) : '';
    return { result: { code: codes.get(code) ?? 'BAD_USER_INPUT' }, message: `${code} ${error.message}` };
  }
}

/** What the gateway calls Prisma's errors; the others are about values. */
const codes: ReadonlyMap<string, string> = new Map([
  ['P2002', 'CONFLICT'],
  ['P2003', 'CONSTRAINT'],
  ['P2014', 'CONSTRAINT'],
  ['P2015', 'NOT_FOUND'],
  ['P2017', 'NOT_FOUND'],
  ['P2018', 'NOT_FOUND'],
  ['P2025', 'NOT_FOUND'],
]);
