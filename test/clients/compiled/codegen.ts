import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql',
  // Not those of Relay and gql.tada, which stand in the same folder here.
  documents: ['src/**/*.ts', '!src/people.ts', '!src/tada.ts'],
  generates: {
    'src/gql/': {
      preset: 'client',
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        // Refuses a scalar that is not listed.
        strictScalars: true,
        scalars: {
          BigInt: 'string',
          Bytes: 'string',
          Date: 'string',
          DateTime: 'string',
          Decimal: 'string',
          JSON: 'unknown',
          Time: 'string',
          UnsignedInt: 'number',
        },
      },
    },
  },
};

export default config;
