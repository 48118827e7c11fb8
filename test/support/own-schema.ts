import type { GraphQLSchema } from 'graphql';
import { Events } from '../../src/events.ts';
import { buildLog } from '../../src/log.ts';
import type { Models } from '../../src/model/model.ts';
import type { OwnOptions } from '../../src/own/builders.ts';
import { OwnThreads } from '../../src/own/own-threads.ts';
import { buildSchema, type SchemaOptions } from '../../src/schema/build-schema.ts';
import { extendSchema } from '../../src/schema/own/extend-schema.ts';

const log = buildLog({ level: 'silent', destination: { write: () => undefined } });

/** Builds the schema with own types and fields, as the gateway does. It is for code without workers. */
export function buildOwnSchema(models: Models, limits: SchemaOptions, own: OwnOptions = {}): GraphQLSchema {
  const host = { log, models, events: new Events(), production: false };
  const { mutations = true } = limits;
  return extendSchema(buildSchema(models, limits), own, {
    models,
    host,
    mutations,
    threads: new OwnThreads(),
  });
}
