import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Database } from '../src/database/open-database.ts';
import type { buildExecution } from '../src/execution/execute-operation.ts';
import type { Session } from '../src/loaders/session.ts';
import type { readFieldPlan } from '../src/schema/field-plan.ts';
import type {
  BuildExecution,
  ReadFieldPlan,
  Select,
  SessionLoad,
  SessionWrite,
  Transact,
} from './support/signatures.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');

describe('ARCHITECTURE.md', () => {
  test('shows the signatures that the compiler checks', () => {
    const [, shown] = /```ts\n(.*?)```/s.exec(read('../ARCHITECTURE.md')) ?? [];
    const [, checked = ''] = /\/\/ ARCHITECTURE\.md.*?\n\n(.*)/s.exec(read('support/signatures.ts')) ?? [];
    expect(shown).toBe(checked.replaceAll(/^export /gm, ''));
  });

  // The compiler holds these (`tsc`); at run time they do nothing.
  test('has the signatures of the code', () => {
    expectTypeOf<BuildExecution>().toEqualTypeOf<typeof buildExecution>();
    expectTypeOf<ReadFieldPlan>().toEqualTypeOf<typeof readFieldPlan>();
    expectTypeOf<SessionLoad>().toEqualTypeOf<Session['load']>();
    expectTypeOf<SessionWrite>().toEqualTypeOf<Session['write']>();
    expectTypeOf<Select>().toEqualTypeOf<Database['select']>();
    expectTypeOf<Transact>().toEqualTypeOf<Database['transact']>();
  });

  test('fits on a page', () => {
    expect(read('../ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(140);
  });
});
