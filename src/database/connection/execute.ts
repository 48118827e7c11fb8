import type { Connection, QueryOptions } from 'mariadb';
import type { Events, NoticeEvent } from '../../events.ts';
import { errorNumber } from './translate-error.ts';

/**
 * The error of a server that keeps no more prepared statements (`max_prepared_stmt_count`, for all its
 * clients).
 */
const tooManyPrepared = 1461;

const notice: NoticeEvent = {
  text:
    'The database has reached max_prepared_stmt_count, so statements are sent as text, which is slower. ' +
    'Raise it there, or lower statement_cache_size in DATABASE_URL',
};

/**
 * Executes a prepared statement. If the server has no room for another one, it is sent as text, with its
 * values escaped by the driver. It has not run before that.
 */
export async function execute<T>(
  connection: Connection,
  options: QueryOptions,
  parameters: readonly unknown[],
  { notices }: Events,
): Promise<T> {
  try {
    return await connection.execute<T>(options, [...parameters]);
  } catch (error) {
    if (errorNumber(error) !== tooManyPrepared) throw error;
    notices.publish(notice);
    return connection.query<T>(options, [...parameters]);
  }
}
