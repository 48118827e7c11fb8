/** A fault that is put into a place where rules are applied. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** A text that the file has once. */
  readonly from: string;
  readonly to: string;
}

/** One for each place. */
export const mutants: readonly Mutant[] = [
  {
    name: 'rule-dropped',
    file: 'src/rules/scope-shape.ts',
    from: 'allOf([...keyed, variant.row(model), asked])',
    to: 'allOf([...keyed, asked])',
  },
  {
    name: 'only-dropped',
    file: 'src/rules/variant.ts',
    from: 'only && this.#foldRule(only, model),',
    to: '',
  },
  {
    name: 'within-dropped',
    file: 'src/rules/variant.ts',
    from: '...within.map((filter) => this.#fold(filter, model)),',
    to: '',
  },
  {
    name: 'guard-dropped-in-select',
    file: 'src/database/expression/masked-column.ts',
    from: '  const mask = findMask(scope, field);\n',
    to: '  const mask: Mask = true as Mask;\n',
  },
  {
    name: 'guard-dropped-in-where',
    file: 'src/rules/scope-filter.ts',
    from: "  if (typeof mask === 'boolean') return comparison;",
    to: '  if (mask) return comparison;',
  },
  {
    name: 'guard-dropped-in-null-tests',
    file: 'src/rules/scope-filter.ts',
    from: "  if (isForNull && (filter.operator === 'equals') !== isNegated)\n    return { kind: 'or', filters: [{ kind: 'unmet', filter: mask }, comparison] };",
    to: '  if (isForNull) return comparison;',
  },
  {
    name: 'guard-dropped-under-not',
    file: 'src/rules/scope-filter.ts',
    from: '  const comparison = negate(filter, isNegated);',
    to: "  const comparison = negate(filter, isNegated);\n  if (isNegated && typeof mask !== 'boolean') return negate({ kind: 'and', filters: [mask, filter] }, true);",
  },
  {
    name: 'guard-dropped-in-order',
    file: 'src/rules/scope-shape.ts',
    from: 'crossings, mask: toFilter(mask) }',
    to: 'crossings, mask: undefined }',
  },
  {
    name: 'guard-dropped-in-cursor',
    file: 'src/database/expression/order.ts',
    from: 'return buildComparison(expression, field, column, operator, cut);',
    to: 'return buildComparison(unmasked, field, column, operator, cut);',
  },
  {
    name: 'guard-dropped-in-measure',
    file: 'src/database/expression/masked-column.ts',
    from: 'return buildMasked(scope, buildColumn(scope, field), findMask(scope, field));',
    to: 'return buildColumn(scope, field);',
  },
  {
    name: 'guard-dropped-in-key',
    file: 'src/rules/scope-shape.ts',
    from: 'by.map((field) => variant.mask(model, field))',
    to: '[]',
  },
  {
    name: 'guard-dropped-in-reference',
    file: 'src/rules/variant.ts',
    from: '{ own, filter }));',
    to: '{ filter }));',
  },
  {
    name: 'rule-dropped-in-joined-rows',
    file: 'src/database/columns/row-reader.ts',
    from: '${buildCrossing(rights ?? {}, related, from)}',
    to: '${related.condition}',
  },
  {
    name: 'rule-dropped-in-relation-filter',
    file: 'src/rules/scope-filter.ts',
    from: 'filter: toFilter(allOf([readable, inner])), own',
    to: 'filter: inner, own',
  },
  {
    name: 'rule-dropped-in-relation-count',
    file: 'src/rules/scope-filter.ts',
    from: 'return negate({ ...filter, own, filter: readable }, isNegated);',
    to: 'return negate(filter, isNegated);',
  },
  {
    name: 'rule-dropped-in-order-by-relations',
    file: 'src/rules/scope-shape.ts',
    from: '{ ...term, crossings, mask',
    to: '{ ...term, mask',
  },
  {
    name: 'lacking-value-met-by-none',
    file: 'src/rules/variant.ts',
    from: "if (kind === 'none' && this.#lacks(filter)) return false;",
    to: '',
  },
  {
    name: 'lacking-value-met-by-not',
    file: 'src/rules/variant.ts',
    from: 'if (this.#lacks(filter.filter)) return false;',
    to: '',
  },
  {
    name: 'role-ignored',
    file: 'src/rules/variant.ts',
    from: 'return roles.has(alternative.role);',
    to: 'return roles.size > 0;',
  },
  {
    name: 'viewer-left-out-of-key',
    file: 'src/rules/protection.ts',
    from: 'return { id: JSON.stringify(values), values };',
    to: "return { id: '', values };",
  },
  {
    name: 'viewer-left-out-of-batch',
    file: 'src/loaders/coalescer.ts',
    from: 'own.set(key.id, keys.length);\n      keys.push(isShared ? { ...key, viewer: asked.viewer } : key);',
    to: 'own.set(key.id, keys.length);\n      keys.push(isShared ? { ...key, viewer } : key);',
  },
  {
    name: 'viewer-of-another-list',
    file: 'src/database/page/union.ts',
    from: 'bindViewer(select, few[at]?.viewer)',
    to: 'bindViewer(select, few[0]?.viewer)',
  },
  {
    name: 'value-shifted-by-one',
    file: 'src/database/keys/viewer-reference.ts',
    from: 'const column = sql`${table}.${raw(`v${index}`)}`;',
    to: 'const column = sql`${table}.${raw(`v${(index + 1) % operands.length}`)}`;',
  },
  {
    name: 'position-shifted-by-one',
    file: 'src/loaders/coalescer.ts',
    from: 'answers[own.get(id) ?? -1] as Answer',
    to: 'answers[((own.get(id) ?? -1) + 1) % answers.length] as Answer',
  },
];
