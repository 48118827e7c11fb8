import { Kind, type ValueNode } from 'graphql';

/** The values of the given variables. */
type Variables = Readonly<Record<string, unknown>> | null | undefined;

/**
 * Reads a JSON value from a document. A key whose variable is not given is absent, and such an item of a
 * list is null, as elsewhere in a document. Every key becomes an own property, even `__proto__`.
 */
export function readJsonLiteral(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.LIST:
      return node.values.map((item) => readJsonLiteral(item, variables) ?? null);
    case Kind.OBJECT: {
      const entries = node.fields.map(({ name, value }) => [name.value, readJsonLiteral(value, variables)]);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    case Kind.VARIABLE:
      return variables && Object.hasOwn(variables, node.name.value) ? variables[node.name.value] : undefined;
  }
}
