import {
  GraphQLFloat,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  type GraphQLLeafType,
} from 'graphql';
import type { Measure } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { planned } from './field-plan.ts';
import { scalarOfType } from './scalars.ts';
import { shownFields } from './shown-fields.ts';
import type { Types } from './types.ts';

type MeasureField = GraphQLFieldConfig<unknown, unknown>;
type FieldFunction = Exclude<Measure['function'], 'count'>;

/**
 * Builds the type of the aggregates over all rows of a list: their count, and measures of their fields.
 */
export function buildAggregateType(model: Model, types: Types): GraphQLObjectType {
  const parts = (['min', 'max', 'avg', 'sum'] as const).flatMap((part) => buildPart(model, part, types));
  return new GraphQLObjectType({
    name: `${model.names.stem}Aggregate`,
    description: `Aggregates over all ${model.names.type} rows of a list, whatever the page holds.`,
    fields: (): GraphQLFieldConfigMap<unknown, unknown> => ({
      count: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'Number of rows.',
        ...planned({ kind: 'measure', measure: { function: 'count' } }),
      },
      ...Object.fromEntries(parts),
    }),
  });
}

const words: Readonly<Record<FieldFunction, string>> = {
  min: 'Minimum',
  max: 'Maximum',
  avg: 'Average',
  sum: 'Sum',
};

/**
 * Builds the field of one function, such as `min`. Returns an empty list if the function applies to no
 * field.
 */
function buildPart(
  model: Model,
  part: FieldFunction,
  types: Types,
): readonly (readonly [string, MeasureField])[] {
  const fields = shownFields(model).filter((field) => isMeasurable(field, part));
  if (fields.length === 0) return [];
  const suffix = part.charAt(0).toUpperCase() + part.slice(1);
  const type = new GraphQLObjectType({
    name: `${model.names.stem}${suffix}`,
    description: `${words[part]} of each field, over all ${model.names.type} rows of a list; null over none.`,
    fields: () =>
      Object.fromEntries(fields.map((field) => [field.name, buildMeasureField(field, part, types)])),
  });
  const description = `${words[part]} of each field.`;
  return [[part, { type: new GraphQLNonNull(type), description, ...planned({ kind: 'aggregate' }) }]];
}

function isMeasurable({ type, isId }: Field, part: FieldFunction): boolean {
  if (part === 'min' || part === 'max') return type !== 'Json' && type !== 'Bytes' && type !== 'Enum';
  return !isId && ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'].includes(type);
}

function buildMeasureField(field: Field, part: FieldFunction, types: Types): MeasureField {
  return {
    type: measureType(field, part, types),
    description: `${words[part]} of \`${field.name}\`.`,
    ...planned({ kind: 'measure', measure: { function: part, field } }),
  };
}

/**
 * Chooses the type of a measure. A sum of whole numbers may exceed their own type, and an average is a
 * fraction.
 */
function measureType(field: Field, part: FieldFunction, types: Types): GraphQLLeafType {
  if (part === 'min' || part === 'max' || field.type === 'Decimal') return types.leaf(field);
  return part === 'avg' || field.type === 'Float' ? GraphQLFloat : scalarOfType('BigInt');
}
