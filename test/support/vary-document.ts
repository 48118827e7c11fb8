import {
  type ConstValueNode,
  type DocumentNode,
  getNullableType,
  GraphQLNonNull,
  isInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  OperationTypeNode,
  parse,
  parseType,
  print,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
  valueFromASTUntyped,
} from 'graphql';
import type { Random } from '../../prisma/seed/random.ts';
import type { WrittenDocument } from './document.ts';

/** How many of the values in a document become variables, and how many arguments are made wrong: one in so many. */
export interface Variation {
  readonly variables: number;
  readonly faults: number;
}

/**
 * Replaces values of a document by variables, at whatever depth they stand: given, null, absent, or absent with a default.
 * Some page sizes and cursors become such as are refused.
 */
export function varyDocument(
  schema: GraphQLSchema,
  { text, variables }: WrittenDocument,
  random: Random,
  rate: Variation,
): WrittenDocument {
  const document = parse(text, { noLocation: true });
  const given = new Map(Object.entries(JSON.parse(JSON.stringify(variables)) as Record<string, unknown>));
  const definitions: VariableDefinitionNode[] = [];
  const info = new TypeInfo(schema);
  const varied = visit(
    document,
    visitWithTypeInfo(info, {
      VariableDefinition: () => false,
      Argument(node) {
        if (random.below(rate.faults) > 0) return undefined;
        const wrong = wrongArguments[node.name.value];
        return wrong && { ...node, value: wrong };
      },
      enter(node) {
        if (!isConstant(node) || random.below(rate.variables) > 0) return undefined;
        const type = readInputType(info, node);
        if (!type) return undefined;
        const name = `w${definitions.length}`;
        definitions.push(defineVariable(name, type, node, given, random));
        return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
      },
    }),
  );
  return { text: print(declare(varied, definitions)), variables: Object.fromEntries(given) };
}

const wrongArguments: Readonly<Record<string, ValueNode>> = {
  first: { kind: Kind.INT, value: '-1' },
  last: { kind: Kind.INT, value: '100000' },
  after: { kind: Kind.STRING, value: 'no cursor' },
  before: { kind: Kind.STRING, value: 'bm8gY3Vyc29y' },
};

const constants = new Set<string>([
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

function isConstant(node: { readonly kind: string }): node is ConstValueNode {
  if (!constants.has(node.kind)) return false;
  let isConst = true;
  visit(node as ValueNode, { Variable: () => void (isConst = false) });
  return isConst;
}

/** The type that a variable has in the place of the value: an entry of an input with one entry may not be absent. */
function readInputType(info: TypeInfo, { kind }: ConstValueNode): GraphQLInputType | undefined {
  const parent = info.getParentInputType() ?? undefined;
  if (kind === Kind.LIST) return parent; // within the list it is the type of an item
  const type = info.getInputType() ?? undefined;
  return type && isInputObjectType(parent) && parent.isOneOf
    ? new GraphQLNonNull(getNullableType(type))
    : type;
}

function defineVariable(
  name: string,
  type: GraphQLInputType,
  node: ConstValueNode,
  given: Map<string, unknown>,
  random: Random,
): VariableDefinitionNode {
  const value: unknown = valueFromASTUntyped(node);
  const isRequired = isNonNullType(type);
  // A variable with a default may stand where null may not.
  const hasDefault = node.kind !== Kind.NULL && random.below(3) === 0;
  const choice = random.below(4);
  if (choice === 0 && (!isRequired || hasDefault)) given.set(name, null);
  else if (choice > 1 || (isRequired && !hasDefault)) given.set(name, value);
  const declared = isRequired && !hasDefault ? type : getNullableType(type);
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: parseType(String(declared), { noLocation: true }),
    ...(hasDefault && { defaultValue: node }),
  };
}

function declare(document: DocumentNode, added: readonly VariableDefinitionNode[]): DocumentNode {
  return visit(document, {
    OperationDefinition: (node) => ({
      ...node,
      operation: node.operation ?? OperationTypeNode.QUERY,
      variableDefinitions: [...(node.variableDefinitions ?? []), ...added],
    }),
  });
}
