import { GatherError } from '../../errors.ts';
import { raw, sql, value, type Sql } from '../sql.ts';

/** The table that keeps the answers of mutations with an `Idempotency-Key`. */
export const idempotencyTable = '_gather_idempotency';

/** The statement that creates the table if it does not exist. */
export const createIdempotencyTable = `CREATE TABLE IF NOT EXISTS ${idempotencyTable} (
  idempotency_key VARBINARY(255) NOT NULL PRIMARY KEY,
  fingerprint BINARY(32) NOT NULL,
  answer LONGBLOB NULL,
  created_at DATETIME(3) NOT NULL,
  KEY (created_at)
)`;

/** A mutation that must not run twice. */
export interface IdempotentRequest {
  /** The key that the client sent. */
  readonly key: string;
  /** A SHA-256 of the whole request. */
  readonly fingerprint: Buffer;
}

/** The time that an answer is kept. */
const keptSeconds = 86_400;

type Query = (statement: Sql) => Promise<readonly (readonly unknown[])[]>;

/**
 * Claims the key for this transaction, after waiting for another one that holds it. Returns the kept answer
 * if the request has run before.
 * @throws GatherError with BAD_REQUEST if the key belongs to another request.
 */
export async function claimKey(
  query: Query,
  { key, fingerprint }: IdempotentRequest,
): Promise<string | undefined> {
  const table = raw(idempotencyTable);
  const name = value(Buffer.from(key));
  const columns = raw('(idempotency_key, fingerprint, answer, created_at)');
  // One statement finds and claims the key, so nothing can happen in between. It reuses an expired row.
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

/** Keeps the answer with its key, in the transaction that it answers. */
export async function keepAnswer(query: Query, { key }: IdempotentRequest, answer: string): Promise<void> {
  await query(
    sql`UPDATE ${raw(idempotencyTable)} SET answer = ${value(Buffer.from(answer))} WHERE idempotency_key = ${value(Buffer.from(key))}`,
  );
}

/** The statement that removes some expired answers. */
export const removeOldAnswers = `DELETE FROM ${idempotencyTable} WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL ${keptSeconds} SECOND LIMIT 1000`;
