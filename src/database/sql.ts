/** A piece of SQL: text with `?` for each of its parameters. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** SQL without parameters. For words of the language only: names go through `name`, values through `value`. */
export function raw(text: string): Sql {
  return { text, parameters: [] };
}

/** A quoted identifier: of a table, a column or an alias. */
export function name(identifier: string): Sql {
  return raw(`\`${identifier.replaceAll('`', '``')}\``);
}

/** A value, which travels as a parameter and never as text. */
export function value(parameter: unknown): Sql {
  return { text: '?', parameters: [parameter] };
}

/** Template of SQL pieces: `` sql`SELECT ${columns} FROM ${name(table)}` ``. Takes nothing but pieces. */
export function sql(strings: TemplateStringsArray, ...pieces: readonly Sql[]): Sql {
  let text = strings[0] ?? '';
  const parameters: unknown[] = [];
  for (const [index, piece] of pieces.entries()) {
    text += piece.text + (strings[index + 1] ?? '');
    parameters.push(...piece.parameters);
  }
  return { text, parameters };
}

/** Pieces one after the other with a separator between; without pieces, nothing. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  return {
    text: pieces.map(({ text }) => text).join(separator),
    parameters: pieces.flatMap(({ parameters }) => parameters),
  };
}
