import { GatherError } from '../../errors.ts';
import { raw, sql, value, type Sql } from '../sql.ts';

/** The table that keeps the answers of mutations that came with an `Idempotency-Key`. */
export const idempotencyTable = '_gather_idempotency';

/** Makes the table, where it is not there yet. */
export const createIdempotencyTable = `CREATE TABLE IF NOT EXISTS ${idempotencyTable} (
  idempotency_key VARBINARY(255) NOT NULL PRIMARY KEY,
  fingerprint BINARY(32) NOT NULL,
  answer LONGBLOB NULL,
  created_at DATETIME(3) NOT NULL,
  KEY (created_at)
)`;

/** A mutation that must not happen twice. */
export interface IdempotentRequest {
  /** What the client has called it. */
  readonly key: string;
  /** A SHA-256 of all that the request says. */
  readonly fingerprint: Buffer;
}

/** How long an answer is kept. */
const keptSeconds = 86_400;

type Query = (statement: Sql) => Promise<readonly (readonly unknown[])[]>;

/**
 * Takes the key for this transaction, waiting for another one that has it; gives the answer of the request that had it first.
 * @throws GatherError with BAD_REQUEST when that was another request.
 */
export async function claimKey(
  query: Query,
  { key, fingerprint }: IdempotentRequest,
): Promise<string | undefined> {
  const table = raw(idempotencyTable);
  const name = value(Buffer.from(key));
  const columns = raw('(idempotency_key, fingerprint, answer, created_at)');
  // One statement, so that there is no moment between looking and taking: an old row is taken over.
  const age = raw(`created_at < UTC_TIMESTAMP(3) - INTERVAL ${keptSeconds} SECOND`);
  await query(
    sql`INSERT INTO ${table} ${columns} VALUES (${name}, ${value(fingerprint)}, NULL, UTC_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE fingerprint = IF(${age}, ${value(fingerprint)}, fingerprint), answer = IF(${age}, NULL, answer), created_at = IF(${age}, UTC_TIMESTAMP(3), created_at)`,
  );
  const rows = await query(
    sql`SELECT fingerprint = ${value(fingerprint)}, CONVERT(answer USING utf8mb4) FROM ${table} WHERE idempotency_key = ${name}`,
  );
  const [isSame, answer] = rows[0] ?? [];
  if (Number(isSame) !== 1) {
    throw new GatherError(
      'BAD_REQUEST',
      'The header "idempotency-key": expected a new key for another document or other variables, got one that was used before.',
    );
  }
  return typeof answer === 'string' ? answer : undefined;
}

/** Keeps the answer with the key, as a part of the transaction whose answer it is. */
export async function keepAnswer(query: Query, { key }: IdempotentRequest, answer: string): Promise<void> {
  await query(
    sql`UPDATE ${raw(idempotencyTable)} SET answer = ${value(Buffer.from(answer))} WHERE idempotency_key = ${value(Buffer.from(key))}`,
  );
}

/** Removes what nobody can ask for any more, some rows at a time. */
export const removeOldAnswers = `DELETE FROM ${idempotencyTable} WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL ${keptSeconds} SECOND LIMIT 1000`;
