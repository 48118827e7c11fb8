import 'vitest';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    toTakeStatements: (count: number) => R & { readonly of?: T };
  }
}
