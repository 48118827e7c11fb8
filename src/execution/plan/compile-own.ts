import {
  getNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Field, Model } from '../../model/model.ts';
import type { FieldPlan } from '../../schema/field-plan.ts';
import type { CollectKeys, LoadedOwn } from '../load/loaded.ts';
import { buildItemPosition, type Position } from '../position.ts';
import { buildOwnLeafWriter } from '../write/own-leaf-writer.ts';
import {
  buildKeyedRowWriter,
  buildOwnListWriter,
  buildOwnObjectWriter,
  readItems,
  readOwnProperty,
} from '../write/own-writers.ts';
import type { RelatedRow } from '../write/rows-writers.ts';
import { nullableIf, type ValueWriter } from '../write/value-writer.ts';
import { readOwnKey } from '../../resolvers/read-own-key.ts';
import type { CompiledField } from './compiled-field.ts';
import type { Lookup, OwnCall } from './plan.ts';

/** The part of the rows compiler that own fields need. */
interface OwnCompiler {
  openLookup(model: Model, by: readonly Field[]): Lookup;
  compileLookup(lookup: Lookup, type: GraphQLObjectType, position: Position): RelatedRow;
  compileObject<Source>(
    type: GraphQLObjectType,
    position: Position,
    compile: (field: CompiledField) => ValueWriter<Source>,
  ): ValueWriter<Source>;
}

/** The writer of a value, and the collector of the keys in it. */
interface CompiledValue {
  readonly writer: ValueWriter<LoadedOwn>;
  readonly collect: CollectKeys | undefined;
}

/** Compiles a field of the user's own: its call, and the writer of its values. */
export function compileOwn(
  compiler: OwnCompiler,
  { field, position }: CompiledField,
  { own, model }: Extract<FieldPlan, { readonly kind: 'own' }>,
): { readonly call: OwnCall; readonly writer: ValueWriter<LoadedOwn> } {
  const [node] = position.nodes;
  if (node === undefined) throw new Error(`Expected a node of ${field.name}.`);
  const lookups: Lookup[] = [];
  const values = new ValueCompiler(compiler, lookups);
  const { writer, collect } = values.compile(field.type, position, { label: own.label, model });
  return { call: { own, field, node, trace: position.trace, lookups, collect }, writer };
}

/** The field that a value belongs to, and the model whose keys it holds. */
interface Answered {
  readonly label: string;
  readonly model: Model | undefined;
}

/** Compiles the values of one call by their type. */
class ValueCompiler {
  readonly #compiler: OwnCompiler;
  readonly #lookups: Lookup[];

  constructor(compiler: OwnCompiler, lookups: Lookup[]) {
    this.#compiler = compiler;
    this.#lookups = lookups;
  }

  compile(type: GraphQLOutputType, position: Position, answered: Answered): CompiledValue {
    const present = getNullableType(type);
    if (isLeafType(present))
      return { writer: buildOwnLeafWriter(position, present, answered.label), collect: undefined };
    if (isListType(present)) return this.#compileList(present.ofType, position, answered);
    const object = present as GraphQLObjectType; // own fields answer nothing else
    return answered.model
      ? this.#compileKeyed(object, position, answered.model, answered.label)
      : this.#compileObject(object, position, answered.label);
  }

  #compileList(type: GraphQLOutputType, position: Position, answered: Answered): CompiledValue {
    const item = buildItemPosition(position, !isNonNullType(type));
    const { writer, collect } = this.compile(type, item, answered);
    return {
      writer: nullableIf(position, buildOwnListWriter(position, item, writer, answered.label)),
      collect:
        collect &&
        ((value, keys, lists) => {
          const items = readItems(value, lists);
          for (const each of items ?? []) collect(each, keys, lists);
        }),
    };
  }

  #compileObject(type: GraphQLObjectType, position: Position, label: string): CompiledValue {
    const parts: { readonly name: string; readonly collect: CollectKeys | undefined }[] = [];
    const object = this.#compiler.compileObject<LoadedOwn>(
      type,
      position,
      ({ plan, field, position: inner }) => {
        if (plan.kind !== 'value')
          throw new Error(`Expected a value in ${field.name}, but got: ${plan.kind}.`);
        const { writer, collect } = this.compile(field.type, inner, plan);
        parts.push({ name: field.name, collect });
        return (run, loaded, number) => {
          const value = readOwnProperty(loaded.values[number], field.name, plan.label);
          return writer(run, { ...loaded, values: [value] }, 0);
        };
      },
    );
    return {
      writer: nullableIf(position, buildOwnObjectWriter(position, object, label)),
      collect: (value, keys, lists) => {
        // Reads every property, so that a promise among them is refused before it can fail unhandled.
        for (const { name, collect } of parts) {
          const property = readOwnProperty(value, name, label);
          collect?.(property, keys, lists);
        }
      },
    };
  }

  #compileKeyed(type: GraphQLObjectType, position: Position, model: Model, label: string): CompiledValue {
    const lookup = this.#compiler.openLookup(model, model.key);
    const number = this.#lookups.push(lookup) - 1;
    const related = this.#compiler.compileLookup(lookup, type, position);
    return {
      writer: buildKeyedRowWriter(related, { number, model, label }),
      collect: (value, keys) => {
        if (value === null || value === undefined || value instanceof Error) return;
        const key = readOwnKey(model, value, label);
        if (!(key instanceof Error)) keys[number]?.set(key.id, key);
      },
    };
  }
}
