// PostGraphile 5 on PostgreSQL, as its guide to production has it: the amber preset, simplified names, the filter
// plugin; no GraphiQL, no watching, no plans told to clients. Served by grafserv's own adapter of node:http.
import { createServer } from 'node:http';
import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection';
import { grafserv } from 'postgraphile/grafserv/node';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';

const { DATABASE_URL = '', PORT = '' } = process.env;
/** Gather's default. */
const poolSize = 10;

/** Keys as in Gather: a column `id` stays `id`, as in PostGraphile 4, and is read as an ID. */
const plainIds: GraphileConfig.Plugin = {
  name: 'PlainIds',
  inflection: {
    replace: {
      nodeIdFieldName: () => 'nodeId',
      _attributeName: (previous, _options, details) =>
        details.attributeName === 'id' ? 'id' : (previous?.(details) ?? details.attributeName),
    },
  },
  schema: {
    hooks: {
      GraphQLObjectType_fields_field: (field, build, { scope }) =>
        scope.fieldName === 'id'
          ? { ...field, type: new build.graphql.GraphQLNonNull(build.graphql.GraphQLID) }
          : field,
    },
  },
};

/** Moments as Gather writes them: milliseconds, and Z for UTC. */
const plainMoments: GraphileConfig.Plugin = {
  name: 'PlainMoments',
  schema: {
    hooks: {
      GraphQLScalarType: (config) =>
        config.name === 'Datetime'
          ? { ...config, serialize: (value) => new Date(String(value)).toISOString() }
          : config,
    },
  },
};

const preset: GraphileConfig.Preset = {
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset, PostGraphileConnectionFilterPreset],
  plugins: [plainIds, plainMoments],
  pgServices: [
    makePgService({ connectionString: DATABASE_URL, schemas: ['public'], poolConfig: { max: poolSize } }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
  grafast: { explain: false },
};

const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
process.once('SIGTERM', () => process.exit());
server.listen(Number(PORT), '127.0.0.1');
