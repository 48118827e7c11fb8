import type { Random } from '../../../prisma/seed/random.ts';
import { type Arguments, EnumName, type Input, Variable } from '../../support/document.ts';
import type { OpaqueTexts } from '../../support/opaque-texts.ts';
import { type OrderStep, readTerm } from '../oracle/ordering.ts';
import type { FuzzModel } from '../schema/description.ts';
import { generateWhere } from './generate-where.ts';

/** The arguments of a list; cursors where some of the same model have been met. */
export function generatePage(random: Random, model: FuzzModel, texts: OpaqueTexts): Arguments {
  const given: Record<string, Input> = {};
  const isBackward = random.below(3) === 0;
  if (random.below(30) > 0) {
    const size = random.below(60) === 0 ? -1 : random.below(15) === 0 ? 60 : random.below(5);
    given[isBackward ? 'last' : 'first'] = maybeVariable(random, 'Int', size);
  }
  if (random.below(60) === 0) given[isBackward ? 'first' : 'last'] = random.below(2) === 0 ? 2 : null;
  if (random.below(2) === 0) {
    given['where'] = maybeVariable(random, `${model.type}Where`, generateWhere(random, model, 2));
  }
  const isOf = (text: string): boolean => {
    const known = texts.tryRead(text);
    return known?.kind === 'cursor' && known.model === model.type;
  };
  const cursors = texts.known(({ kind, model: of }) => kind === 'cursor' && of === model.type).filter(isOf);
  const cursor = random.below(2) === 0 ? cursors[random.below(cursors.length)] : undefined;
  // A cursor belongs to one ordering, so that is the one to ask for.
  const order = cursor === undefined ? undefined : texts.read(cursor).order;
  const steps = order === undefined || random.below(50) === 0 ? generateOrder(random, model) : order;
  if (steps.length > 0 && !(order && isKeyAlone(model, order) && random.below(2) === 0)) {
    const orderBy = steps
      .filter(([path]) => isOffered(model, path))
      .map(([path, direction]) => writeStep(model, path, direction));
    if (orderBy.length > 0) given['orderBy'] = maybeVariable(random, `[${model.type}OrderBy!]`, orderBy);
  }
  if (cursor !== undefined) addCursors(cursor);
  if (random.below(30) === 0) given['after'] ??= null;
  return given;

  function addCursors(first: string): void {
    const side = random.pick(['after', 'before']);
    given[side] = maybeVariable(random, 'String', first);
    const others = cursors.filter(
      (text) => JSON.stringify(texts.read(text).order) === JSON.stringify(texts.read(first).order),
    );
    const other = others[random.below(others.length)];
    if (other !== undefined && random.below(3) === 0) given[side === 'after' ? 'before' : 'after'] = other;
  }
}

/** A value, or the same as a variable. */
export function maybeVariable(random: Random, type: string, value: Input): Input {
  return random.below(4) === 0 && !containsVariable(value) ? new Variable(type, value) : value;
}

/** Few steps: an ordering that ties, or has NULLs, is worth more than one that no cursor meets again. */
function generateOrder(random: Random, model: FuzzModel): readonly OrderStep[] {
  return Array.from({ length: random.below(3) }, (): OrderStep => [
    generatePath(random, model, 2) ?? '',
    random.below(2) === 0 ? 'asc' : 'desc',
  ]).filter(([path]) => path !== '');
}

function generatePath(random: Random, model: FuzzModel, depth: number): string | undefined {
  const relation = model.relations[random.below(model.relations.length)];
  if (relation && depth > 0 && random.below(3) === 0) {
    if (relation.many) return `${relation.name}.count`;
    const rest = generatePath(random, relation.target, depth - 1);
    return rest && `${relation.name}.${rest}`;
  }
  const fields = model.fields.filter(({ of }) => of.type !== 'JSON' && of.type !== 'Bytes');
  // NULLs and enums sort in ways of their own.
  const special = fields.filter(({ nullable, enumeration }) => nullable || enumeration);
  const wanted = special.length > 0 && random.below(2) === 0 ? special : fields;
  return wanted[random.below(wanted.length)]?.name;
}

function writeStep(model: FuzzModel, path: string, direction: string): Input {
  const term = readTerm(model, path);
  const inner: Input = term.kind === 'count' ? { count: new EnumName(direction) } : new EnumName(direction);
  const last = term.kind === 'count' ? term.relation.name : term.field.name;
  return [...term.path.map(({ name }) => name), last].reduceRight<Input>(
    (value, name) => ({ [name]: value }),
    inner,
  );
}

/** Bytes are ordered by only where they are the key that ends every ordering. */
function isOffered(model: FuzzModel, path: string): boolean {
  const term = readTerm(model, path);
  return term.kind === 'count' || term.field.of.type !== 'Bytes';
}

function isKeyAlone(model: FuzzModel, order: readonly OrderStep[]): boolean {
  return JSON.stringify(order) === JSON.stringify(model.key.map(({ name }) => [name, 'asc']));
}

function containsVariable(input: Input): boolean {
  if (input instanceof Variable) return true;
  if (Array.isArray(input)) return input.some(containsVariable);
  return (
    typeof input === 'object' &&
    input !== null &&
    Object.values(input).some((value) => containsVariable(value as Input)) // an input's parts are inputs
  );
}
