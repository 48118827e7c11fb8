import type { GraphQLField } from 'graphql';
import type { ChangeCountOptions } from '../database/write/count-change.ts';
import type { Measure } from '../model/load.ts';
import type { Field, Model, Models, Relation, UniqueKey } from '../model/model.ts';
import type { OwnField } from '../own/own-field.ts';
import type { ChangeReader } from '../resolvers/read-change.ts';

/** A part of a connection, of an edge or of `pageInfo`, which is read from a page. */
export type PagePart =
  | 'nodes'
  | 'edges'
  | 'cursor'
  | 'node'
  | 'pageInfo'
  | 'hasNextPage'
  | 'hasPreviousPage'
  | 'startCursor'
  | 'endCursor';

/** The result of a mutation: the rows it wrote, the deleted row, or the number of rows. */
export type WriteAnswer = 'row' | 'rows' | 'deleted' | 'count';

/** The meaning of a field for the compiler of documents. Every field of the schema has one. */
export type FieldPlan =
  | { readonly kind: 'lookup' | 'lookups'; readonly model: Model; readonly key: UniqueKey }
  | { readonly kind: 'list'; readonly model: Model }
  | { readonly kind: 'node' | 'nodes'; readonly models: Models }
  | { readonly kind: 'relation'; readonly relation: Relation }
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'nodeId' }
  | { readonly kind: 'page'; readonly part: PagePart }
  | { readonly kind: 'aggregate' }
  | { readonly kind: 'measure'; readonly measure: Measure }
  | {
      readonly kind: 'write';
      readonly model: Model;
      readonly answer: WriteAnswer;
      readonly read: ChangeReader;
      /** The circumstances on which the number of its statements depends. */
      readonly counted: ChangeCountOptions;
    }
  | { readonly kind: 'writtenCount' }
  /** A field of the user's own. If it answers a model, its values are keys. */
  | { readonly kind: 'own'; readonly own: OwnField; readonly model: Model | undefined }
  /** A field of a type of the user's own, which is read from a value. `label` names both: `Avatar.url`. */
  | { readonly kind: 'value'; readonly label: string; readonly model: Model | undefined };

/** Builds the part of a field's definition that holds its plan. */
export function planned(plan: FieldPlan): { readonly extensions: { readonly plan: FieldPlan } } {
  return { extensions: { plan } };
}

/** Reads the plan of a field. Returns undefined for fields of introspection, such as `__schema`. */
export function readFieldPlan({ extensions }: GraphQLField<unknown, unknown>): FieldPlan | undefined {
  return extensions['plan'] as FieldPlan | undefined; // only `planned` puts one there
}

/**
 * The loads of one field: a row, the page or the aggregate of its connection, or a row of each given
 * model.
 */
export type FieldLoad = 'row' | 'page' | 'aggregate' | 'nodes';

/** Reads what a field loads, to count the statements of a document. */
export function readFieldLoad(field: GraphQLField<unknown, unknown>): FieldLoad | undefined {
  const plan = readFieldPlan(field);
  switch (plan?.kind) {
    case 'lookup':
    case 'lookups':
    case 'node':
      return 'row';
    case 'nodes':
      return 'nodes';
    case 'relation':
      return plan.relation.cardinality === 'many' ? undefined : 'row';
    case 'page':
      return plan.part === 'nodes' || plan.part === 'edges' || plan.part === 'pageInfo' ? 'page' : undefined;
    case 'measure':
      // Of the measures, only `totalCount` is a field of the connection. The others are fields of
      // `aggregate`.
      return field.name === 'totalCount' ? 'aggregate' : undefined;
    case 'aggregate':
      return field.name === 'aggregate' ? 'aggregate' : undefined;
    case 'own':
    case 'value':
      return plan.model === undefined ? undefined : 'row';
    case 'write':
      return plan.answer === 'row' || plan.answer === 'rows' ? 'row' : undefined;
    default:
      return undefined;
  }
}
