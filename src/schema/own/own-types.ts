import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  GraphQLEnumType,
  GraphQLError,
  type GraphQLFieldConfig,
  GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLScalarType,
  isInputType,
  Kind,
  type InputValueDefinitionNode,
  type ObjectTypeDefinitionNode,
  parse,
  valueFromAST,
} from 'graphql';
import type { OwnFaults } from '../../own/own-faults.ts';
import { planned } from '../field-plan.ts';
import type { TypeNames } from './type-names.ts';

const place = 'types';

/** Reads the text of own types. Adds each type to `names`, and what is wrong to `faults`. */
export function readOwnTypes(text: string, names: TypeNames, faults: OwnFaults): void {
  for (const definition of parseTypes(text, faults)) {
    const type = buildOwnType(definition, names, faults);
    if (type === undefined) continue;
    if (names.has(type.name)) faults.add(`${place}.${type.name}`, 'expected a name that no other type has');
    else names.add(type);
  }
}

function parseTypes(text: string, faults: OwnFaults): readonly DefinitionNode[] {
  if (typeof text !== 'string') {
    faults.add(place, `expected types in GraphQL, got a ${typeof text}`);
    return [];
  }
  if (text.replaceAll(/#.*/g, '').trim() === '') return [];
  try {
    return parse(text, { noLocation: false }).definitions;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    faults.add(at ? `${place}, line ${at.line}, column ${at.column}` : place, error.message);
    return [];
  }
}

function buildOwnType(
  definition: DefinitionNode,
  names: TypeNames,
  faults: OwnFaults,
): GraphQLNamedType | undefined {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
      return buildOwnObject(definition, names, faults);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const { name, description, fields = [] } = definition;
      const at = `${place}.${name.value}`;
      return new GraphQLInputObjectType({
        name: name.value,
        description: description?.value,
        fields: () => readInputs(fields, at, names, faults),
      });
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const { name, description, values = [] } = definition;
      return new GraphQLEnumType({
        name: name.value,
        description: description?.value,
        values: Object.fromEntries(
          values.map((value) => [
            value.name.value,
            {
              value: value.name.value,
              description: value.description?.value,
              ...readDeprecation(value.directives, `${place}.${name.value}.${value.name.value}`, faults),
            },
          ]),
        ),
      });
    }
    case Kind.SCALAR_TYPE_DEFINITION:
      return new GraphQLScalarType({
        name: definition.name.value,
        description: definition.description?.value,
      });
    default: {
      const name = 'name' in definition && definition.name ? `.${definition.name.value}` : '';
      faults.add(`${place}${name}`, 'expected a type, an enum, an input or a scalar');
      return undefined;
    }
  }
}

function buildOwnObject(
  { name, description, interfaces = [], fields = [] }: ObjectTypeDefinitionNode,
  names: TypeNames,
  faults: OwnFaults,
): GraphQLObjectType {
  const at = `${place}.${name.value}`;
  if (interfaces.length > 0) faults.add(at, 'expected a type without interfaces');
  const build = (field: FieldDefinitionNode): readonly [string, GraphQLFieldConfig<unknown, unknown>][] => {
    const fieldAt = `${at}.${field.name.value}`;
    if ((field.arguments ?? []).length > 0)
      faults.add(fieldAt, 'expected a field without arguments, since it is read from a value');
    const type = names.resolve(field.type, fieldAt, names.isAnswer);
    if (type === undefined) return [];
    const config = {
      type: type as GraphQLOutputType, // an answer is one
      description: field.description?.value,
      ...readDeprecation(field.directives, fieldAt, faults),
      ...planned({
        kind: 'value',
        label: `${name.value}.${field.name.value}`,
        model: names.modelOf(type),
      }),
    };
    return [[field.name.value, config]];
  };
  return new GraphQLObjectType({
    name: name.value,
    description: description?.value,
    fields: () => Object.fromEntries(fields.flatMap(build)),
  });
}

/** Builds the arguments or input fields with these definitions. */
export function readInputs(
  definitions: readonly InputValueDefinitionNode[],
  at: string,
  names: TypeNames,
  faults: OwnFaults,
): Record<string, { type: GraphQLInputType; description: string | undefined; defaultValue: unknown }> {
  return Object.fromEntries(
    definitions.flatMap(({ name, type: node, description, defaultValue, directives }) => {
      const inputAt = `${at}.${name.value}`;
      const type = names.resolve(node, inputAt, {
        matches: isInputType,
        wanted: 'a scalar, an enum or an input',
      }) as GraphQLInputType | undefined; // `matches` has checked it
      if (type === undefined) return [];
      if ((directives ?? []).length > 0) faults.add(inputAt, 'expected no directives');
      const value: unknown = defaultValue && valueFromAST(defaultValue, type);
      if (defaultValue && value === undefined) faults.add(inputAt, `expected a default of ${String(type)}`);
      return [[name.value, { type, description: description?.value, defaultValue: value }]];
    }),
  );
}

function readDeprecation(
  directives: readonly ConstDirectiveNode[] | undefined,
  at: string,
  faults: OwnFaults,
): { readonly deprecationReason: string } | undefined {
  let reason: string | undefined;
  for (const { name, arguments: given } of directives ?? []) {
    const value = given?.[0]?.value;
    if (name.value === 'deprecated')
      reason = value?.kind === Kind.STRING ? value.value : 'No longer supported';
    else faults.add(at, `expected no directive except @deprecated, got @${name.value}`);
  }
  return reason === undefined ? undefined : { deprecationReason: reason };
}
