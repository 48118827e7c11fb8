import type { Connection } from 'mariadb';
import type { Random } from '../../../prisma/seed/random.ts';
import { writeLiteral } from '../../fuzz/data/literal.ts';
import { drawValue } from '../../fuzz/data/values.ts';
import type { Facts } from '../../fuzz/oracle/facts.ts';
import {
  type FuzzField,
  type FuzzModel,
  type FuzzSchema,
  quote,
  rowColumn,
} from '../../fuzz/schema/description.ts';
import type { RuleOracle } from './rule-oracle.ts';
import type { RulesSpec } from './rule-spec.ts';

/** What of a database a viewer may not see is changed by this. */
export interface InterferenceOptions {
  readonly connection: Connection;
  readonly random: Random;
  readonly schema: FuzzSchema;
  readonly spec: RulesSpec;
  readonly facts: Facts;
  readonly oracle: RuleOracle;
}

/**
 * Gives other values to rows, and to fields of rows, that the viewer may not see. Those by which rows are found, or on
 * which a rule decides, stay. Returns how many it has changed.
 */
export async function interfere(options: InterferenceOptions): Promise<number> {
  const { connection, random, schema, spec, facts, oracle } = options;
  const mentioned = new Set<string>();
  for (const model of spec.models.values()) addNames([model, ...model.fields.values()], mentioned);
  let changed = 0;
  for (const model of schema.models) {
    // What a view shows has rules of its own.
    if (schema.models.some(({ viewOf }) => viewOf === model || model.viewOf !== undefined)) continue;
    const fields = model.fields.filter(
      (field) => !mentioned.has(field.name) && !isLinked(schema, model, field),
    );
    const visible = await oracle.rows(model);
    for (const row of await facts.rows(model)) {
      const set: string[] = [];
      for (const field of fields) {
        if (visible.has(row) && (await oracle.values(model, field)).has(row)) continue;
        const value = field.nullable && random.below(4) === 0 ? 'NULL' : literal(random, field);
        set.push(`${quote(field.column)} = ${value}`);
      }
      if (set.length === 0) continue;
      await connection.query(
        `UPDATE ${quote(model.table)} SET ${set.join(', ')} WHERE ${rowColumn} = ${row}`,
      );
      changed += set.length;
    }
  }
  return changed;
}

function literal(random: Random, field: FuzzField): string {
  return writeLiteral(field, drawValue(random, field, false));
}

/** Whether rows are found by the field, from anywhere. */
function isLinked({ models }: FuzzSchema, model: FuzzModel, field: FuzzField): boolean {
  if ([model.key, ...model.uniqueKeys].some((key) => key.includes(field))) return true;
  return models.some(({ relations }) =>
    relations.some(({ from, to }) => from.includes(field) || to.includes(field)),
  );
}

/** Adds all names of fields that a part of the rules has, whatever their model is. */
function addNames(part: unknown, names: Set<string>): void {
  if (typeof part === 'string') names.add(part);
  if (typeof part !== 'object' || part === null || part instanceof Map) return;
  for (const [name, inner] of Object.entries(part)) {
    names.add(name);
    addNames(inner, names);
  }
}
