import { type DefinitionNode, Kind, parse, type TypeNode } from 'graphql';
import type { Enumeration, Field, FieldType, Model, Models } from '../../model/model.ts';

/**
 * Writes the types of the user's own models as an augmentation of the package. It has the row and the key of
 * each model, the enums, and the types of own code.
 * @param types are those of the configuration, in GraphQL. What cannot be parsed is left out.
 */
export function writeRegister({ all, enumerations }: Models, types: string | undefined): string {
  const models = new Set(all.map(({ names }) => names.type));
  const own = readDefinitions(types).flatMap((definition) => writeDefinition(definition, models));
  return [
    '// The types of your models for gather.config.ts. Gather replaces this file: `gather types` writes it.',
    "import 'gather-graphql';",
    '',
    "declare module 'gather-graphql' {",
    '  interface Register {',
    '    readonly models: {',
    ...all.flatMap(writeModel),
    '    };',
    '    readonly types: {',
    ...enumerations.map(({ name, values }) => `      readonly ${name}: ${writeNames(values)};`),
    ...own,
    '    };',
    '  }',
    '}',
    '',
  ].join('\n');
}

function writeModel({ names, fields, key }: Model): readonly string[] {
  const shown = fields.filter(({ hidden }) => !hidden);
  const [only] = key;
  const keyType =
    key.length === 1 && only !== undefined
      ? writeKeyType(only)
      : `{ ${key.map((field) => `readonly ${field.name}: ${writeKeyType(field)}`).join('; ')} }`;
  return [
    `      readonly ${names.type}: {`,
    '        readonly row: {',
    ...shown.map((field) => `          readonly ${field.name}: ${writeFieldType(field)};`),
    '        };',
    `        readonly key: ${keyType};`,
    '      };',
  ];
}

/** The types of values in wire form. Those that are left out are strings. */
const typesOfValues: Partial<Record<FieldType, string>> = {
  Int: 'number',
  UnsignedInt: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Json: 'unknown',
};

function writeFieldType(field: Field): string {
  return `${writeValueType(field)}${field.nullable ? ' | null' : ''}`;
}

function writeValueType({ type, isId, enumeration }: Field): string {
  if (isId) return 'string';
  return enumeration ? writeNames(enumeration.values) : (typesOfValues[type] ?? 'string');
}

/** Writes the type of a part of a key. It may also be a number, as own SQL reads it. */
function writeKeyType(field: Field): string {
  return field.isId ? 'string | number | bigint' : writeValueType(field);
}

function writeNames(values: Enumeration['values'] | readonly { readonly name: string }[]): string {
  return values.map(({ name }) => `'${name}'`).join(' | ') || 'never';
}

function readDefinitions(types: string | undefined): readonly DefinitionNode[] {
  try {
    return types === undefined ? [] : parse(types, { noLocation: true }).definitions;
  } catch {
    return []; // the start reports it, with its place
  }
}

function writeDefinition(definition: DefinitionNode, models: ReadonlySet<string>): readonly string[] {
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
    const names = (definition.values ?? []).map(({ name }) => ({ name: name.value }));
    return [`      readonly ${definition.name.value}: ${writeNames(names)};`];
  }
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  return [
    `      readonly ${definition.name.value}: {`,
    ...(definition.fields ?? []).map(({ name, type }) => {
      const mark = type.kind === Kind.NON_NULL_TYPE ? '' : '?';
      return `        readonly ${name.value}${mark}: ${writeType(type, models)};`;
    }),
    '      };',
  ];
}

function writeType(type: TypeNode, models: ReadonlySet<string>): string {
  if (type.kind !== Kind.NON_NULL_TYPE) return `${writePresent(type, models)} | null`;
  return writePresent(type.type, models);
}

function writePresent(
  type: Exclude<TypeNode, { readonly kind: typeof Kind.NON_NULL_TYPE }>,
  models: ReadonlySet<string>,
): string {
  if (type.kind === Kind.LIST_TYPE) return `readonly (${writeType(type.type, models)})[]`;
  const name = type.name.value;
  if (models.has(name)) return `Register['models']['${name}']['key']`;
  return typesOfScalars[name] ?? `(Register['types'] extends { ${name}: infer Own } ? Own : unknown)`;
}

const typesOfScalars: Readonly<Record<string, string>> = {
  String: 'string',
  ID: 'string | number | bigint',
  Int: 'number',
  UnsignedInt: 'number',
  Float: 'number',
  Boolean: 'boolean',
  BigInt: 'string',
  Decimal: 'string',
  DateTime: 'string',
  Date: 'string',
  Time: 'string',
  Bytes: 'string',
  JSON: 'unknown',
};
