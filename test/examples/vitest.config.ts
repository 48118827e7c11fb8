import { defineConfig } from 'vitest/config';

/** What `npm run test:examples` runs: `npm test` leaves it out, since it installs each example from the registry. */
export default defineConfig({
  test: {
    name: 'examples',
    include: ['test/examples/*.spec.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
