import { Kind, type ValueNode } from 'graphql';

/** The values of the variables that were given. */
type Variables = Readonly<Record<string, unknown>> | null | undefined;

/**
 * Reads a JSON value out of a document. As elsewhere in a document, a key whose variable is not given is absent, and an
 * item of a list is null. Every key is the value's own, `__proto__` too.
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
