import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const { TEST_DATABASE_URL, TEST_MYSQL_URL } = process.env;

/** Tests whose subject is what the database does: they run on MariaDB, as all tests do, and on MySQL too. */
const onBothServers = [
  'test/{batching,concurrency,queries,requests,statements}.test.ts',
  'test/{fuzz,loaders,oracle,rules,writes}/*.test.ts',
  'test/database/*.test.ts',
  'test/database/{catalog,columns,connection,expression,gate,keys,migrate,page,prisma,select}/*.test.ts',
  'test/database/write/**/*.test.ts',
  'test/execution/{columns,joined-rows}.test.ts',
  'test/own/own-{fields,mutations,sql}*.test.ts',
  'test/prisma/drift.test.ts',
  'test/pull/*.test.ts',
];

function project(name: string, include: string[]): TestProjectInlineConfiguration {
  return { extends: true, test: { name, include, globalSetup: ['test/support/global-setup.ts'] } };
}

export default defineConfig({
  // As Node itself resolves: there must be one graphql, or its classes are not each other's instances.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    projects: [
      project('mariadb', ['test/**/*.test.ts']),
      // With one server named for the whole run, that is all there is, unless another is named beside it.
      ...(TEST_DATABASE_URL === undefined || TEST_MYSQL_URL !== undefined
        ? [project('mysql', onBothServers)]
        : []),
    ],
    // One process a file keeps what a test leaves behind to itself; more of them than cores only wait.
    pool: 'forks',
    maxWorkers: 2,
    // Whole processes and servers are started and stopped, on machines that do other things beside.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    // With `--coverage`, as in `npm run check`. Code that runs only in other processes counts as not covered.
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/**/generated/**'],
      reporter: ['text-summary'],
      thresholds: { lines: 80, branches: 75 },
      reportsDirectory: '.gather/coverage',
    },
  },
});
