import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql',
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
