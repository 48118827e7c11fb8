import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Ends the run with one plain line, `N passed, N failed` (and `, N skipped` when any are), for scripts to read.
 * A file that cannot be loaded and an error outside any test count as failed, so that 0 means that all is well.
 */
class ClosingLineReporter implements Reporter {
  #counts = { passed: 0, failed: 0, skipped: 0 };

  onInit(): void {
    // The other reporters print when the run has ended, too; what is written at the exit comes after all of them.
    process.once('exit', (exitCode) => {
      const { passed, failed, skipped } = this.#counts;
      // A run that could not start has no failed test to count.
      const line = `${passed} passed, ${failed === 0 && exitCode !== 0 ? 1 : failed} failed`;
      process.stdout.write(`${line}${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // Pending is what an interrupted run did not come to.
        counts[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    this.#counts = counts;
  }
}

// oxlint-disable-next-line import/no-default-export -- vitest takes a reporter by its default export only
export default ClosingLineReporter;
