import type { EmbeddedGateway, ExecuteResult } from '../../../src/index.ts';

/** Runs the documented call. */
export async function executeDocumented(
  gateway: EmbeddedGateway,
): Promise<ExecuteResult<{ user: { name: string } | null }>> {
  const { data, errors } = await gateway.execute<{ user: { name: string } | null }>(
    'query ($id: ID!) { user(id: $id) { name } }',
    { variables: { id: 1 }, signal: AbortSignal.timeout(1_000) },
  );
  return { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
}
