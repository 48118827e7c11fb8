import { type GraphQLSchema, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

/** Removes the values of clients from a message. */
export type CutValues = (message: string) => string;

const messageMaxLength = 300;
const cut = '…';

/** The words before the value in a message. */
const markers = /\b(?:got invalid value|has invalid value|got|found|value:|with the|is not JSON:)\s/;
/** Kinds of values, which are not values themselves. */
const kinds =
  /^(?:none|null|a list|an object|a string|a number|a boolean|a larger one|a mutation|a subscription)(?=[.;,]|$)/;
/** Words after which a quoted text is a name in the document. */
const naming = /\b(?:field|argument|type|fragment|directive|variable)s? $/i;
const nameForm = /^[$@]?[A-Za-z_]\w{0,63}$/;
/** Quoted texts in our own messages that are not names of the schema. */
const words = [
  'query',
  'variables',
  'operationName',
  'extensions',
  'idempotency-key',
  'gather-preflight: 1',
  'content-type: application/json',
  'accept: text/event-stream',
];

/**
 * Builds a function that removes the values of clients from messages for the log, which more people read
 * than may see the data. Any quoted text counts as a value, unless it is a name of the schema or can only
 * be a name.
 */
export function buildCutValues(schema: GraphQLSchema): CutValues {
  const names = readNames(schema);
  const isKnown = (text: string): boolean => {
    if (words.includes(text)) return true;
    const parts = text.replaceAll(/^[$@[]+|[\]!]+$/g, '').split(/\.|\[\d+\]\.?/);
    return parts.every((part, index) => names.has(part) || (part === '' && index > 0));
  };
  return (message) => {
    const unquoted = message.replaceAll(
      /"((?:[^"\\]|\\.)*)"/g,
      (quoted: string, text: string, at: number) => {
        const isName = nameForm.test(text) && naming.test(message.slice(0, at));
        return isName || isKnown(text) ? quoted : cut;
      },
    );
    return bound(cutTail(cutUnclosed(unquoted)));
  };
}

/** Removes a quote that is not closed. It is a shortened value, or one that contains quotes. */
function cutUnclosed(text: string): string {
  const quotes = text.split('"').length - 1;
  return quotes % 2 === 0 ? text : text.slice(0, text.lastIndexOf('"')) + cut;
}

function cutTail(text: string): string {
  const still = text.replace(/ to be .* still/s, ` to be ${cut} still`);
  const marker = markers.exec(still);
  if (marker === null) return still;
  const begin = marker.index + marker[0].length;
  const tail = still.slice(begin);
  const kept = kinds.exec(tail)?.[0] ?? cut;
  // After the value, graphql-js gives its path within a variable.
  const position = /.* at ("[^"]+");/s.exec(tail)?.[1];
  return still.slice(0, begin) + kept + (position === undefined ? '' : ` at ${position}`);
}

function bound(text: string): string {
  return text.length > messageMaxLength ? text.slice(0, messageMaxLength) + cut : text;
}

function readNames(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set(schema.getDirectives().map(({ name }) => name));
  for (const type of Object.values(schema.getTypeMap())) {
    names.add(type.name);
    if (isInputObjectType(type)) for (const name of Object.keys(type.getFields())) names.add(name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { name, args } of Object.values(type.getFields()))
      for (const each of [name, ...args.map((argument) => argument.name)]) names.add(each);
  }
  return names;
}
