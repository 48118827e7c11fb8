/**
 * Runs `rounds` rounds of work, so many clients at a time: each begins its next round when its last has ended. The first
 * that fails ends the run.
 */
export async function runClients(
  { clients, rounds }: { readonly clients: number; readonly rounds: number },
  work: (client: number, round: number) => Promise<void>,
): Promise<void> {
  let begun = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (begun < rounds) await work(client, begun++);
    }),
  );
}
