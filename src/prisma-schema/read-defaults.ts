import type { DataModelField } from './data-model.ts';
import type { DefaultValue, Field, FieldDefault } from '../model/model.ts';
import { readValue } from '../model/read-value.ts';

/** Reads the defaults that Prisma's client makes for new rows. The database makes the others. */
export function readDefaults(
  sources: readonly DataModelField[],
  fields: readonly Field[],
): readonly FieldDefault[] {
  return sources.flatMap((source) => {
    const field = fields.find(({ property }) => property === source.name);
    const value = field && readDefault(source, field);
    return field && value ? [{ field, default: value }] : [];
  });
}

function readDefault(
  { default: given, isUpdatedAt }: DataModelField,
  field: Field,
): DefaultValue | undefined {
  if (isUpdatedAt === true) return { kind: 'now' };
  if (given === undefined || given === null) return undefined;
  if (isCall(given)) return readCall(given);
  const value = readLiteral(field, given);
  return value === undefined ? undefined : { kind: 'value', value };
}

interface DefaultCall {
  readonly name: string;
  readonly args: readonly unknown[];
}

function isCall(given: unknown): given is DefaultCall {
  return typeof given === 'object' && given !== null && 'name' in given && 'args' in given;
}

function readCall({ name, args: [argument] }: DefaultCall): DefaultValue | undefined {
  switch (name) {
    case 'now':
    case 'ulid':
      return { kind: name };
    case 'uuid':
      return { kind: 'uuid', version: argument === 7 ? 7 : 4 };
    case 'cuid':
      return { kind: 'cuid', version: argument === 2 ? 2 : 1 };
    case 'nanoid':
      return { kind: 'nanoid', length: typeof argument === 'number' ? argument : undefined };
    default:
      return undefined; // autoincrement and dbgenerated are the database's
  }
}

/** Reads a value as Prisma's data model writes it into the wire form of the field. */
function readLiteral(field: Field, given: unknown): string | number | boolean | undefined {
  switch (field.type) {
    case 'Enum':
      return field.enumeration?.values.find(({ property }) => property === given)?.name;
    case 'Boolean':
      return field.isId ? String(given) : given === true;
    case 'Int':
    case 'UnsignedInt':
    case 'Float':
      return field.isId ? String(given) : Number(given);
    case 'DateTime':
      return readValue('DateTime', given) ?? undefined;
    case 'Date':
      return String(given).slice(0, 10);
    case 'Time':
      return String(readValue('DateTime', given) ?? '').slice(11, -1);
    case 'String':
    case 'BigInt':
    case 'Decimal':
    case 'Json':
    case 'Bytes':
      return String(given);
  }
}
