import {
  type GraphQLFieldConfig,
  GraphQLObjectType,
  GraphQLSchema,
  isInputObjectType,
  isObjectType,
  parse,
  parseType,
  type TypeNode,
  validateSchema,
  type InputValueDefinitionNode,
  Kind,
  type GraphQLOutputType,
} from 'graphql';
import type { Models } from '../../model/model.ts';
import type { OwnOptions } from '../../own/builders.ts';
import { OwnFaults } from '../../own/own-faults.ts';
import type { OwnHost } from '../../own/own-field.ts';
import type { OwnThreads } from '../../own/own-threads.ts';
import { type OwnDraft, readOwnFields } from '../../own/read-own-fields.ts';
import { toError } from '../../std/to-error.ts';
import { assertPlanned } from '../build-schema.ts';
import { planned } from '../field-plan.ts';
import { mutationDescription } from '../mutation-type.ts';
import { buildOwnField } from './build-own-field.ts';
import { readInputs, readOwnTypes } from './own-types.ts';
import { TypeNames } from './type-names.ts';

/** The surroundings of own code, and the parts of the schema that it extends. */
export interface ExtensionOptions {
  readonly models: Models;
  readonly host: OwnHost;
  readonly threads: OwnThreads;
  /** `false` leaves fields of Mutation out. */
  readonly mutations: boolean;
}

/**
 * Adds the user's own types and fields to a schema, once, at start. The types of its models get the fields.
 * @throws ConfigError With all faults at once.
 */
export function extendSchema(
  schema: GraphQLSchema,
  { types = '', extend, folder = '.' }: OwnOptions,
  options: ExtensionOptions,
): GraphQLSchema {
  if (types === '' && extend === undefined) return schema;
  const { models, mutations } = options;
  const faults = new OwnFaults();
  const names = new TypeNames(schema, models, faults);
  readOwnTypes(types, names, faults);
  for (const type of names.own) if (isObjectType(type) || isInputObjectType(type)) type.getFields();
  const added = new Map<string, Record<string, GraphQLFieldConfig<unknown, unknown>>>();
  for (const draft of readOwnFields(extend, models, faults)) {
    const field = buildField(draft, { ...options, folder }, names, faults);
    const type = draft.owner.type;
    const target = schema.getType(type);
    if (isObjectType(target) && draft.name in target.getFields())
      faults.add(draft.at, `expected a name that ${type} does not have yet`);
    if (field && (type !== 'Mutation' || mutations))
      added.set(type, { ...added.get(type), [draft.name]: field });
  }
  faults.throwIfAny();
  const extended = addFields(schema, added, names);
  for (const { message } of validateSchema(extended)) faults.add('types', message);
  faults.throwIfAny();
  assertPlanned(extended);
  return extended;
}

/** Adds fields to the objects of the schema, and collects its types again. */
function addFields(
  schema: GraphQLSchema,
  added: ReadonlyMap<string, Readonly<Record<string, GraphQLFieldConfig<unknown, unknown>>>>,
  names: TypeNames,
): GraphQLSchema {
  let mutation = schema.getMutationType();
  for (const [type, fields] of added) {
    const target = schema.getType(type);
    const built = new GraphQLObjectType({ name: type, description: mutationDescription, fields });
    if (isObjectType(target)) Object.assign(target.getFields(), built.getFields());
    else mutation = built; // nothing of the models can be written
  }
  return new GraphQLSchema({
    query: schema.getQueryType() ?? null,
    mutation: mutation ?? null,
    types: [
      ...Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__')),
      ...names.own,
    ],
  });
}

function buildField(
  draft: OwnDraft,
  options: ExtensionOptions & { readonly folder: string },
  names: TypeNames,
  faults: OwnFaults,
): GraphQLFieldConfig<unknown, unknown> | undefined {
  const { at, description } = draft;
  const node = tryParse(() => parseType(draft.type, { noLocation: true }), at, draft.type, faults);
  const type = node && names.resolve(node, at, names.isAnswer);
  const args = readInputs(readArgumentNodes(draft, faults), `${at}.args`, names, faults);
  if (type === undefined) return undefined;
  const answer = { type: type as GraphQLOutputType, model: names.modelOf(type) }; // an answer is one
  const own = buildOwnField(draft, { ...answer, args }, options, faults);
  if (own === undefined) return undefined;
  return { type: answer.type, description, args, ...planned({ kind: 'own', own, model: answer.model }) };
}

/** Parses the arguments of a field, which are written as in an input type. */
function readArgumentNodes({ at, args }: OwnDraft, faults: OwnFaults): readonly InputValueDefinitionNode[] {
  return Object.entries(args).flatMap(([name, text]) => {
    const argumentAt = `${at}.args.${name}`;
    const read = (): InputValueDefinitionNode[] => {
      const [definition] = parse(`input Arguments { ${name}: ${text}\n}`, { noLocation: true }).definitions;
      const fields = definition?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? (definition.fields ?? []) : [];
      if (fields.length !== 1) throw new Error('expected one type');
      return [...fields];
    };
    return tryParse(read, argumentAt, text, faults) ?? [];
  });
}

function tryParse<T extends TypeNode | InputValueDefinitionNode[]>(
  read: () => T,
  at: string,
  text: string,
  faults: OwnFaults,
): T | undefined {
  try {
    return read();
  } catch (error) {
    faults.add(at, `expected a type in GraphQL, got ${JSON.stringify(text)} (${toError(error).message})`);
    return undefined;
  }
}
