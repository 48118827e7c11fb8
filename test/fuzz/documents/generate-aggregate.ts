import type { Random } from '../../../prisma/seed/random.ts';
import type { FieldSelection, Selection } from '../../support/document.ts';
import type { FuzzField, FuzzModel } from '../schema/description.ts';

/** Figures over a list: how many, and the least, greatest, average and sum of some of its fields. */
export function generateAggregate(random: Random, model: FuzzModel): readonly Selection[] {
  const orderable = model.fields.filter(({ of }) => !['JSON', 'Bytes', 'Enum'].includes(of.type));
  const numbers = model.fields.filter(
    ({ of, isId }) => !isId && ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'].includes(of.type),
  );
  const parts = [
    ['min', orderable],
    ['max', orderable],
    ['avg', numbers],
    ['sum', numbers],
  ] as const;
  return [
    field('count', []),
    ...parts.flatMap(([name, fields]) => {
      const chosen = fields.filter(() => random.below(2) === 0);
      return chosen.length > 0 && random.below(2) === 0 ? [field(name, chosen.map(toField))] : [];
    }),
  ];
}

function toField({ name }: FuzzField): FieldSelection {
  return field(name, []);
}

function field(name: string, selections: readonly Selection[]): FieldSelection {
  return { kind: 'field', name, alias: undefined, arguments: {}, directives: {}, selections };
}
