/** A piece of SQL: text with `?` for each of its parameters. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** Makes SQL without parameters. For keywords only: names go through `name`, values through `value`. */
export function raw(text: string): Sql {
  return { text, parameters: [] };
}

/** Quotes an identifier: the name of a table, a column or an alias. */
export function name(identifier: string): Sql {
  return raw(`\`${identifier.replaceAll('`', '``')}\``);
}

/** Makes a parameter. The value never becomes part of the text. */
export function value(parameter: unknown): Sql {
  return { text: '?', parameters: [parameter] };
}

/** Joins pieces by a template: `` sql`SELECT ${columns} FROM ${name(table)}` ``. It accepts only pieces. */
export function sql(strings: TemplateStringsArray, ...pieces: readonly Sql[]): Sql {
  let text = strings[0] ?? '';
  const parameters: unknown[] = [];
  for (const [index, piece] of pieces.entries()) {
    text += piece.text + (strings[index + 1] ?? '');
    parameters.push(...piece.parameters);
  }
  return { text, parameters };
}

/** Joins pieces with a separator. Returns an empty piece if there are none. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  return {
    text: pieces.map(({ text }) => text).join(separator),
    parameters: pieces.flatMap(({ parameters }) => parameters),
  };
}

/** The length of an expression from which it is given a name. */
const longText = 200;

/**
 * Selects an expression. A long one gets a short name. The database would name it by its text, and the
 * driver misreads names of more than 250 bytes.
 */
export function selectExpression(expression: Sql): Sql {
  return expression.text.length < longText ? expression : sql`${expression} AS x`;
}
