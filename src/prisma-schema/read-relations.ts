import type { DataModelField, DataModelModel } from './data-model.ts';
import type { Draft, DraftRelation, Findings } from './draft.ts';
import type { Field, JoinTable, Relation } from '../model/model.ts';
import { readDescription, type ReadAnnotations } from './read-annotations.ts';

/** The schema around a relation, which may refer to any model. */
export interface RelationSurroundings {
  readonly drafts: ReadonlyMap<string, Draft>;
  /** The model in the schema, with the names of its fields in the API. */
  readonly sources: ReadonlyMap<
    string,
    { readonly source: DataModelModel; readonly names: ReadonlyMap<string, string> }
  >;
  readonly annotations: ReadAnnotations;
  readonly findings: Findings;
}

type Link = Pick<Relation, 'from' | 'to' | 'refers' | 'through'>;

/** Reads the relations of a model without their opposites. Adds a warning for each that is left out. */
export function readRelations(model: string, surroundings: RelationSurroundings): DraftRelation[] {
  const { drafts, sources, annotations, findings } = surroundings;
  const owner = drafts.get(model);
  const { source, names } = sources.get(model) ?? {};
  if (owner === undefined || source === undefined || names === undefined) return [];
  const relations: DraftRelation[] = [];
  for (const field of source.fields.filter(({ kind }) => kind === 'object')) {
    const annotated = annotations.of(source.name, field.name);
    if (annotated.hide !== undefined || annotations.of(field.type).hide !== undefined) continue;
    const target = drafts.get(field.type);
    const link = target && readLink(source, field, owner, target, surroundings);
    if (target === undefined || link === undefined) {
      const why = target === undefined ? `the model ${field.type} is` : 'a field that it needs is';
      findings.warnings.push(`${source.name}.${field.name} is left out: ${why} left out.`);
      continue;
    }
    relations.push({
      name: names.get(field.name) ?? field.name,
      property: field.name,
      cardinality: field.isList ? 'many' : 'one',
      nullable: !field.isRequired,
      target, // a draft still: it is the model once all relations are known
      ...link,
      readOnly: owner.readOnly || annotated.readOnly !== undefined,
      orderable: annotated.noOrder === undefined,
      opposite: undefined,
      inputName: '',
      description: readDescription(field.documentation),
    });
  }
  return relations;
}

/** Links each relation of a model with its opposite, once all models have their relations. */
export function linkOpposites(
  model: string,
  { drafts, sources }: Pick<RelationSurroundings, 'drafts' | 'sources'>,
): void {
  const { source } = sources.get(model) ?? {};
  for (const relation of drafts.get(model)?.relations ?? []) {
    const { name } = relation.target;
    const field = source?.fields.find((each) => each.name === relation.property);
    const opposite = source && field && findOpposite(source, field, sources.get(name)?.source);
    relation.opposite = relation.target.relations.find(({ property }) => property === opposite?.name);
  }
}

/** Reads the fields of both sides that must be equal. Returns undefined if one of them is left out. */
function readLink(
  source: DataModelModel,
  field: DataModelField,
  owner: Draft,
  target: Draft,
  { sources }: RelationSurroundings,
): Link | undefined {
  const opposite = findOpposite(source, field, sources.get(field.type)?.source);
  const through =
    field.isList && (opposite === undefined || opposite.isList)
      ? readJoinTable(source, field, opposite)
      : undefined;
  const refers = (field.relationFromFields ?? []).length > 0;
  const [from, to] =
    through !== undefined
      ? [owner.primaryKey, target.primaryKey]
      : refers
        ? [pickFields(owner, field.relationFromFields), pickFields(target, field.relationToFields)]
        : [pickFields(owner, opposite?.relationToFields), pickFields(target, opposite?.relationFromFields)];
  if (from === undefined || from.length !== to?.length) return undefined;
  return { from, to, refers, through };
}

/**
 * Finds the field of the opposite side, which has the same relation name. In a self relation it is the
 * other field.
 */
function findOpposite(
  source: DataModelModel,
  field: DataModelField,
  target: DataModelModel | undefined,
): DataModelField | undefined {
  return target?.fields.find(
    (candidate) =>
      candidate.relationName === field.relationName &&
      candidate.type === source.name &&
      !(target === source && candidate.name === field.name),
  );
}

/**
 * Reads the table of an implicit many-to-many relation. Column A holds the key of the model whose name is
 * first in byte order. In a self relation A is the row with the field whose name is first.
 */
function readJoinTable(
  source: DataModelModel,
  field: DataModelField,
  opposite: DataModelField | undefined,
): JoinTable {
  const isFirst =
    source.name === field.type
      ? opposite === undefined || field.name < opposite.name
      : source.name < field.type;
  const [from, to] = isFirst ? (['A', 'B'] as const) : (['B', 'A'] as const);
  return { table: `_${field.relationName ?? ''}`, from, to };
}

function pickFields(model: Draft, properties: readonly string[] = []): Field[] | undefined {
  const fields = properties.map((property) => model.fields.find((field) => field.property === property));
  return fields.length > 0 && fields.every((field) => field !== undefined) ? fields : undefined;
}
