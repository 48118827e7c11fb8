import { test, expect } from 'vitest';
import { openCountedDatabase } from './support/count-statements.ts';
import { seededDatabaseUrl } from './support/database.ts';
import { openTestGateway } from './support/gateway.ts';
test('x', async () => {
  await using db = await openCountedDatabase(seededDatabaseUrl());
  await using gw = await openTestGateway({ databaseUrl: db.url });
  const c: Record<number, number> = {};
  for (let i = 0; i < 800; i++) { const n = await db.countStatements(() => gw.query('{ user(id: 1) { id } }')); c[n] = (c[n] ?? 0) + 1; }
  console.log(c);
}, 60000);
