import { EnumName, type Input, type Selection, Variable } from './document.ts';

/** How many smaller documents are tried before the smallest so far is taken. */
const attemptsMax = 400;

/** Leaves out of a document whatever it fails without, one part after the other. */
export async function shrinkDocument(
  selections: readonly Selection[],
  fails: (selections: readonly Selection[]) => Promise<boolean>,
): Promise<readonly Selection[]> {
  let smallest = selections;
  let attempts = 0;
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const candidate of smallerSelections(smallest)) {
      if (candidate.length === 0) continue;
      attempts += 1;
      if (attempts > attemptsMax) return smallest;
      if (await fails(candidate)) {
        smallest = candidate;
        shrunk = true;
        break;
      }
    }
  }
  return smallest;
}

function* smallerSelections(selections: readonly Selection[]): Generator<readonly Selection[]> {
  for (const index of selections.keys()) yield selections.toSpliced(index, 1);
  for (const [index, selection] of selections.entries()) {
    if (selection.kind === 'fragment') yield selections.toSpliced(index, 1, ...selection.selections);
    for (const smaller of smallerParts(selection)) yield selections.with(index, smaller);
  }
}

function* smallerParts(selection: Selection): Generator<Selection> {
  for (const directives of smallerInputs(selection.directives)) {
    yield { ...selection, directives: directives as Selection['directives'] }; // a record stays one
  }
  for (const selections of smallerSelections(selection.selections)) {
    if (selections.length > 0) yield { ...selection, selections };
  }
  if (selection.kind === 'fragment') return;
  for (const given of smallerInputs(selection.arguments)) {
    yield { ...selection, arguments: given as Selection['directives'] }; // a record stays one
  }
}

/** Inputs with one part less; required arguments may go too, and the document then fails in another way. */
function* smallerInputs(input: Input): Generator<Input> {
  if (input instanceof Variable) yield input.value;
  else if (isList(input)) {
    for (const [index, item] of input.entries()) {
      yield input.toSpliced(index, 1);
      for (const smaller of smallerInputs(item)) yield input.with(index, smaller);
    }
  } else if (isRecord(input)) {
    const entries = Object.entries(input);
    for (const [index, [name, value]] of entries.entries()) {
      yield Object.fromEntries(entries.toSpliced(index, 1));
      for (const smaller of smallerInputs(value))
        yield Object.fromEntries(entries.with(index, [name, smaller]));
    }
  }
}

function isList(input: Input): input is readonly Input[] {
  return Array.isArray(input);
}

function isRecord(input: Input): input is { readonly [name: string]: Input } {
  return (
    typeof input === 'object' &&
    input !== null &&
    !isList(input) &&
    !(input instanceof EnumName || input instanceof Variable)
  );
}
