import { z } from 'zod';
import type { AssignedNames } from './assign-names.ts';
import { dataModel, type DataModel, type DataModelEnumeration, type DataModelModel } from './data-model.ts';
import type { Draft, DraftEnumeration, Findings } from './draft.ts';
import type { Field, LooseReference, Model, Models, ModelSource } from '../model/model.ts';
import { ModelError } from './model-error.ts';
import { findIds } from './find-ids.ts';
import {
  leaveLookupsOut,
  nameFields,
  nameHelpers,
  nameInputs,
  nameTypes,
  nameValues,
} from './name-schema.ts';
import { nameModel } from '../model/naming.ts';
import { readAnnotations, readDescription, type ReadAnnotations } from './read-annotations.ts';
import { type FieldSurroundings, readFields } from './read-fields.ts';
import { hasLooseReferences, readLooseReferences } from './read-loose-references.ts';
import { linkOpposites, readRelations } from './read-relations.ts';
import { readCreatable } from './read-creatable.ts';
import { scanSchema, type SchemaBlock } from './scan-schema.ts';

/**
 * Reads the model generator's output into the frozen graph of models that the gateway serves. `warnings`
 * names what is left out or renamed.
 * @throws ModelError if the document is not from the generator, or if an annotation has a fault.
 */
export function readModel(document: unknown): Models {
  const { files, enums, models, schema: text } = readDocument(document);
  const schema = scanSchema(files);
  const blocks = new Map(schema.blocks.map((block) => [block.name, block]));
  const annotations = readAnnotations(schema);
  const findings: Findings = { warnings: [], faults: [...annotations.faults] };

  const enumerations = new Map(enums.map((each) => [each.name, readEnumeration(each, findings)]));
  const ids = findIds(models);
  const drafts = new Map<string, Draft>();
  const sources = new Map<
    string,
    { readonly source: DataModelModel; readonly names: ReadonlyMap<string, string> }
  >();
  for (const source of models) {
    if (annotations.of(source.name).hide !== undefined) continue;
    const block = blocks.get(source.name);
    warnOfUnsupported(block, annotations, findings);
    const names = take(nameFields(source, annotations), findings);
    const isView = block?.keyword === 'view';
    const draft = readFields(source, { enumerations, annotations, names, ids, isView, findings });
    if (draft === undefined) continue;
    drafts.set(source.name, draft);
    sources.set(source.name, { source, names });
  }

  const looseReferences = hasLooseReferences(text)
    ? readLooseReferences(models, readHidden(models, drafts, { enumerations, annotations, ids }))
    : [];

  for (const [name, draft] of drafts) {
    draft.relations = readRelations(name, { drafts, sources, annotations, findings });
  }
  for (const [name, { source }] of sources) {
    linkOpposites(name, { drafts, sources });
    const draft = drafts.get(name);
    if (draft) draft.creatable = readCreatable(draft, source, blocks.get(name), findings);
  }
  nameInputs([...drafts.values()]);

  const assigned = nameTypes([...drafts.values()], enumerations.values(), annotations);
  const types = take(assigned, findings);
  const helpers = nameHelpers([...drafts.values()], enumerations.values(), assigned);
  for (const [name, enumeration] of enumerations) {
    enumeration.name = types.get(name) ?? name;
    enumeration.stem = helpers.stems.get(enumeration.name) ?? enumeration.name;
  }
  for (const [name, draft] of drafts) {
    const type = types.get(name) ?? name;
    draft.names = nameModel(type, helpers.stems.get(type));
    leaveLookupsOut(draft, findings);
  }
  leaveHiddenFieldsOut([...drafts.values()], looseReferences);

  if (findings.faults.length > 0) throw new ModelError(describeFaults(findings.faults));
  for (const enumeration of enumerations.values()) Object.freeze(enumeration);
  return Object.freeze({
    all: [...drafts.values()].map(freezeModel),
    enumerations: [...enumerations.values()],
    looseReferences,
    helpers: helpers.shared,
    warnings: findings.warnings,
    source: readSource(document, text),
  });
}

/** Adds the models that are hidden, whose rows may refer to others that are not. */
function readHidden(
  models: readonly DataModelModel[],
  drafts: ReadonlyMap<string, Draft>,
  { annotations, ...surroundings }: Pick<FieldSurroundings, 'enumerations' | 'annotations' | 'ids'>,
): ReadonlyMap<string, Draft> {
  const hidden = models.filter(({ name }) => !drafts.has(name));
  const findings: Findings = { warnings: [], faults: [] }; // of what nobody sees
  const read = hidden.flatMap((source) => {
    const { names } = nameFields(source, annotations);
    const draft = readFields(source, { ...surroundings, annotations, names, isView: false, findings });
    return draft ? [[source.name, draft] as const] : [];
  });
  return new Map([...drafts, ...read]);
}

function readDocument(document: unknown): DataModel {
  const parsed = dataModel.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new ModelError(
    `The data model cannot be read; run \`npx prisma generate\`.\n${z.prettifyError(parsed.error)}`,
  );
}

/** Reads the part that Prisma needs for writing. It is kept whole, whatever of it the gateway uses. */
function readSource(document: unknown, schema: string): ModelSource {
  const { models, enums } = document as Pick<ModelSource, 'models' | 'enums'>; // it has been read
  return Object.freeze({ schema, models, enums });
}

function describeFaults(faults: readonly string[]): string {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  return `The Prisma schema has ${count}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`;
}

function take({ names, warnings, faults }: AssignedNames, findings: Findings): ReadonlyMap<string, string> {
  findings.warnings.push(...warnings);
  findings.faults.push(...faults);
  return names;
}

function readEnumeration(source: DataModelEnumeration, findings: Findings): DraftEnumeration {
  const names = take(nameValues(source), findings);
  const values = source.values.map(({ name, dbName, documentation }) =>
    Object.freeze({
      name: names.get(name) ?? name,
      property: name,
      stored: dbName ?? name,
      description: readDescription(documentation),
    }),
  );
  return { name: source.name, stem: source.name, description: readDescription(source.documentation), values };
}

/** Warns of columns of unsupported types, which Prisma's data model omits. */
function warnOfUnsupported(
  block: SchemaBlock | undefined,
  annotations: ReadAnnotations,
  findings: Findings,
): void {
  for (const { name, rest } of block?.members ?? []) {
    const [type] = /^Unsupported\("[^"]*"\)/.exec(rest) ?? [];
    if (block === undefined || type === undefined || /\s@ignore\b/.test(rest)) continue;
    if (annotations.of(block.name, name).hide !== undefined) continue;
    findings.warnings.push(
      `${block.name}.${name} is left out: Prisma cannot read ${type}. Put /// @gather.hide above it to end this warning.`,
    );
  }
}

/** Removes hidden fields, except those that relations and references need or that count writes. */
function leaveHiddenFieldsOut(drafts: readonly Draft[], references: readonly LooseReference[]): void {
  const relations = [...drafts.flatMap((draft) => draft.relations), ...references];
  const needed = new Set<Field>(relations.flatMap(({ from, to }) => [...from, ...to]));
  for (const draft of drafts) {
    draft.fields = draft.fields.filter((field) => !field.hidden || field.isVersion || needed.has(field));
  }
}

function freezeModel(draft: Draft): Model {
  for (const field of draft.fields) Object.freeze(field);
  for (const relation of draft.relations) Object.freeze(relation);
  for (const part of [
    draft.fields,
    draft.defaults,
    draft.updatedAt,
    draft.relations,
    draft.uniqueKeys,
    draft.names,
  ])
    Object.freeze(part);
  return Object.freeze(draft);
}
