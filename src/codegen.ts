/** The TypeScript types of the API's scalars by their names, for gql.tada and the like. */
export interface ScalarTypes {
  readonly BigInt: string;
  readonly Bytes: string;
  readonly Date: string;
  readonly DateTime: string;
  readonly Decimal: string;
  readonly JSON: unknown;
  readonly Time: string;
  readonly UnsignedInt: number;
}

/**
 * The TypeScript types of the API's scalars as text, for the `scalars` of graphql-codegen and the
 * `customScalarTypes` of Relay.
 */
export const scalarTypes = {
  BigInt: 'string',
  Bytes: 'string',
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  JSON: 'unknown',
  Time: 'string',
  UnsignedInt: 'number',
} as const satisfies Readonly<Record<keyof ScalarTypes, string>>;
