import { defineConfig } from 'vitest/config';

/** What `npm run test:clients` runs: `npm test` leaves it out, since its compilers are large. */
export default defineConfig({
  test: {
    name: 'clients',
    include: ['test/clients/compiled/*.spec.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
