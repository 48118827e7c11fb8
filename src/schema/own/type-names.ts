import {
  getNamedType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLNullableType,
  type GraphQLSchema,
  type GraphQLType,
  isLeafType,
  isObjectType,
  Kind,
  type TypeNode,
} from 'graphql';
import type { Model, Models } from '../../model/model.ts';
import type { OwnFaults } from '../../own/own-faults.ts';
import { findNearest } from '../../std/find-nearest.ts';
import { allScalars } from '../scalars.ts';

/** A test of a named type, and the words for those that pass it. */
export interface TypeTest {
  readonly matches: (type: GraphQLNamedType) => boolean;
  readonly wanted: string;
}

/** The types of the schema and the user's own, by name. */
export class TypeNames {
  /** The types that own fields may answer. */
  readonly isAnswer: TypeTest;
  readonly #types: Map<string, GraphQLNamedType>;
  readonly #own = new Set<GraphQLNamedType>();
  readonly #models: ReadonlyMap<string, Model>;
  readonly #faults: OwnFaults;

  constructor(schema: GraphQLSchema, models: Models, faults: OwnFaults) {
    this.#types = new Map(allScalars.map((scalar) => [scalar.name, scalar]));
    for (const type of Object.values(schema.getTypeMap())) this.#types.set(type.name, type);
    this.#models = new Map(models.all.map((model) => [model.names.type, model]));
    this.#faults = faults;
    this.isAnswer = {
      matches: (type) =>
        !type.name.startsWith('__') &&
        (isLeafType(type) || (isObjectType(type) && (this.#own.has(type) || this.#models.has(type.name)))),
      wanted: 'a scalar, an enum, a model or a type of `types`',
    };
  }

  /** The types of the user's own. */
  get own(): readonly GraphQLNamedType[] {
    return [...this.#own];
  }

  /** Returns true if a type has the name. */
  has(name: string): boolean {
    return this.#types.has(name);
  }

  /** Adds a type of the user's own. */
  add(type: GraphQLNamedType): void {
    this.#types.set(type.name, type);
    this.#own.add(type);
  }

  /** Returns the model whose rows a type shows. */
  modelOf(type: GraphQLType): Model | undefined {
    return this.#models.get(getNamedType(type).name);
  }

  /** Finds the type of a node. Reports a name that is unknown or fails the test, and returns undefined. */
  resolve(node: TypeNode, at: string, test: TypeTest): GraphQLType | undefined {
    if (node.kind === Kind.NON_NULL_TYPE) {
      const type = this.resolve(node.type, at, test);
      return type && new GraphQLNonNull(type as GraphQLNullableType); // the syntax has no other
    }
    if (node.kind === Kind.LIST_TYPE) {
      const type = this.resolve(node.type, at, test);
      return type && new GraphQLList(type);
    }
    const name = node.name.value;
    const type = this.#types.get(name);
    if (type !== undefined && test.matches(type)) return type;
    const fitting = [...this.#types.values()].filter(test.matches).map((each) => each.name);
    const nearest = type === undefined ? findNearest(name, fitting) : undefined;
    const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    this.#faults.add(at, `expected ${test.wanted}, got ${name}${hint}`);
    return undefined;
  }
}
