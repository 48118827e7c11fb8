/** The characters of JSON that open and close something. */
const [quote, backslash, openList, closeList, openObject, closeObject] = [34, 92, 91, 93, 123, 125];

/** Reads the depth of lists and objects in a JSON text. */
export function readDepth(json: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (isText) {
      if (character === backslash) at += 1;
      else if (character === quote) isText = false;
    } else if (character === quote) isText = true;
    else if (character === openList || character === openObject) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === closeList || character === closeObject) depth -= 1;
  }
  return deepest;
}
