import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway } from '../support/gateway.ts';
import { runToEnd } from '../support/gateway-process.ts';

const everything = {
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
};

test('`gather schema` prints the schema that is served, and needs no database', async () => {
  const { code, output, complaints } = await runToEnd(['schema']);
  expect(complaints).toBe('');
  expect(code).toBe(0);
  const printed = buildSchema(output);

  await using gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
  const { data, errors } = await gateway.query(getIntrospectionQuery(everything));
  expect(errors).toBeUndefined();
  const served = buildClientSchema(data as IntrospectionQuery); // what the introspection query asks for
  expect(printSchema(lexicographicSortSchema(printed))).toBe(printSchema(lexicographicSortSchema(served)));
  expect(output).toContain('"""A person in the directory."""');
});

test('`gather schema` writes all of itself into a pipe, and ends quietly when the reader has enough', async () => {
  const program = join(import.meta.dirname, '../../src/main.mjs');
  const pipe = (reader: string): Promise<{ stdout: string; stderr: string }> =>
    promisify(execFile)('sh', ['-c', `"$0" "$1" schema | ${reader}`, process.execPath, program]);
  const { output } = await runToEnd(['schema']);
  expect(await pipe('cat')).toEqual({ stdout: output, stderr: '' });
  expect(await pipe('head -n 1')).toEqual({ stdout: '"""A person in the directory."""\n', stderr: '' });
});
