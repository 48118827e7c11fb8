import type { ProtectionOptions } from '../../../src/rules/protection.ts';
import { type RulesSpec, type SpecAlternative, type SpecRule, ViewerValue } from './rule-spec.ts';

/** Writes rules as a configuration has them. */
export function declareRules({ values, roles, models }: RulesSpec): ProtectionOptions {
  return {
    viewer: {
      values: Object.fromEntries(
        values.map(({ name, model, field, isList }) => {
          const typed = `${model.name}.${field.property}`;
          return [name, isList ? [typed] : typed] as const;
        }),
      ),
      roles,
    },
    rules: ({ viewer }) =>
      Object.fromEntries(
        [...models].map(([model, { read, only, within, fields }]) => [
          model.name,
          {
            read: writeRule(read, viewer),
            ...(only && { only: writeRule(only, viewer) }),
            ...(within && { within: { [within.field]: viewer[within.value] } }),
            fields: Object.fromEntries(
              [...fields].map(([name, rule]) => [name, { read: writeRule(rule, viewer) }]),
            ),
          },
        ]),
      ),
  };
}

type Values = Readonly<Record<string, unknown>>;

function writeRule(rule: SpecRule, viewer: Values): readonly unknown[] {
  return rule.map((alternative) => writeAlternative(alternative, viewer));
}

function writeAlternative(alternative: SpecAlternative, viewer: Values): unknown {
  if (typeof alternative === 'string') return alternative;
  if ('role' in alternative) return alternative.role;
  const where = writeWhere(alternative.where, viewer);
  const readable = Object.fromEntries(alternative.readable.map((name) => [name, 'read']));
  // A relation may be readable and have a condition of its own.
  return alternative.readable.length > 0 ? { AND: [where, readable] } : where;
}

function writeWhere(given: unknown, viewer: Values): unknown {
  if (given instanceof ViewerValue) return viewer[given.name];
  if (Array.isArray(given)) return given.map((item) => writeWhere(item, viewer));
  if (typeof given !== 'object' || given === null) return given;
  const entries = Object.entries(given);
  const [[operator, operand] = ['', undefined]] = entries;
  // An equality is also written without its operator.
  if (entries.length === 1 && operator === 'equals' && operand !== null) return writeWhere(operand, viewer);
  return Object.fromEntries(entries.map(([name, part]) => [name, writeWhere(part, viewer)]));
}
