import type { GraphQLField } from 'graphql';
import type { Measure } from '../model/load.ts';
import type { Field, Model, Models, Relation, UniqueKey } from '../model/model.ts';
import type { ChangeReader } from '../resolvers/read-change.ts';

/** The parts of a connection, of its edges and of its `pageInfo` that are read from a page. */
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

/** What a mutation answers: the rows it wrote, the row as it was, or how many rows there were. */
export type WriteAnswer = 'row' | 'rows' | 'deleted' | 'count';

/** What a field means to whoever compiles a document: every field of the schema names one kind. */
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
    }
  | { readonly kind: 'writtenCount' };

/** Builds the part of a field's definition that names its plan. */
export function planned(plan: FieldPlan): { readonly extensions: { readonly plan: FieldPlan } } {
  return { extensions: { plan } };
}

/** Reads the plan of a field. Returns undefined for a field that is not of the models, such as `__schema`. */
export function readFieldPlan({ extensions }: GraphQLField<unknown, unknown>): FieldPlan | undefined {
  return extensions['plan'] as FieldPlan | undefined; // only `planned` puts one there
}

/** What a field loads by itself: a row, the page or the aggregate of its connection, or a row of each model named. */
export type FieldLoad = 'row' | 'page' | 'aggregate' | 'nodes';

/** Reads what a field loads, so that the statements of a document can be counted. */
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
      // Of the measures only `totalCount` is a field of the connection itself; the others are below `aggregate`.
      return field.name === 'totalCount' ? 'aggregate' : undefined;
    case 'aggregate':
      return field.name === 'aggregate' ? 'aggregate' : undefined;
    case 'write':
      return plan.answer === 'row' || plan.answer === 'rows' ? 'row' : undefined;
    default:
      return undefined;
  }
}
