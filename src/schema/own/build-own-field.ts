import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import type { FieldType, Model, Models } from '../../model/model.ts';
import type { OwnSql, OwnSqlAnswer, OwnSqlType } from '../../model/own-sql.ts';
import { isMadeByEach } from '../../own/each.ts';
import type { OwnFaults } from '../../own/own-faults.ts';
import type { OwnCode, OwnField, OwnHost, OwnLoad, OwnResolve } from '../../own/own-field.ts';
import type { OwnThreads } from '../../own/own-threads.ts';
import type { OwnDraft } from '../../own/read-own-fields.ts';
import { readOwnSql } from '../../own/read-own-sql.ts';
import { allScalars } from '../scalars.ts';

/** The types of a field's answer and arguments. */
export interface OwnFieldTypes {
  readonly type: GraphQLOutputType;
  /** The model whose keys it answers. */
  readonly model: Model | undefined;
  readonly args: Readonly<Record<string, { readonly type: GraphQLInputType }>>;
}

interface OwnFieldOptions {
  readonly models: Models;
  readonly host: OwnHost;
  readonly threads: OwnThreads;
  /** The folder that the paths of workers are relative to. */
  readonly folder: string;
}

/** Builds a field of the user's own. Returns undefined after reporting its faults. */
export function buildOwnField(
  draft: OwnDraft,
  types: OwnFieldTypes,
  options: OwnFieldOptions,
  faults: OwnFaults,
): OwnField | undefined {
  const { owner, name, needs, timeoutMs, statements, code } = draft;
  const label = `${owner.type}.${name}`;
  const built = buildCode(draft, label, types, options, faults);
  return (
    built && {
      label,
      model: owner.kind === 'model' ? owner.model : undefined,
      noun: owner.kind === 'model' ? owner.model.names.singular : owner.type,
      needs,
      code: built,
      timeoutMs,
      statements,
      isBatched: code.kind !== 'load' || !isMadeByEach(code.run),
      host: options.host,
    }
  );
}

function buildCode(
  draft: OwnDraft,
  label: string,
  types: OwnFieldTypes,
  { threads, folder, models }: OwnFieldOptions,
  faults: OwnFaults,
): OwnCode | undefined {
  const { code, at, owner } = draft;
  switch (code.kind) {
    case 'load':
      return { kind: 'load', load: code.run as unknown as OwnLoad }; // the user's, whose result is checked
    case 'resolve':
      return {
        kind: 'resolve',
        resolve: code.run as unknown as OwnResolve,
        isMutation: owner.kind === 'Mutation',
      };
    case 'worker': {
      const url = code.module instanceof URL ? code.module : pathToFileURL(resolve(folder, code.module));
      if (url.protocol !== 'file:' || !existsSync(fileURLToPath(url))) {
        faults.add(`${at}.worker`, `expected a module, got ${url.href}, which does not exist`);
        return undefined;
      }
      const module = url.href;
      return {
        kind: 'load',
        load: (rows, given, { signal }) => threads.run({ module, rows, given }, signal),
      };
    }
    case 'sql':
      return buildSql(draft, code.text, label, types, models, faults);
  }
}

function buildSql(
  { at, needs }: OwnDraft,
  text: string,
  label: string,
  { type, model, args }: OwnFieldTypes,
  models: Models,
  faults: OwnFaults,
): OwnCode | undefined {
  for (const { name, type: kind, long } of needs)
    if (long || kind === 'Json' || kind === 'Bytes')
      faults.add(`${at}.needs`, `expected short columns, which $keys can hold, got ${name}`);
  const list = getNullableType(type);
  const isList = isListType(list);
  const named = getNamedType(type);
  const answer: OwnSqlAnswer | undefined =
    model === undefined
      ? asValue(readSqlType(named.name, label, models, isEnumType(named)))
      : { kind: 'keys', model };
  if (answer === undefined || (isList && isListType(getNullableType(list.ofType)))) {
    faults.add(
      at,
      `expected a scalar, an enum, a model or a list of them, which SQL can answer, got ${String(type)}`,
    );
    return undefined;
  }
  const types = new Map<string, OwnSqlType>();
  for (const [name, argument] of Object.entries(args)) {
    const of = getNamedType(argument.type);
    const sqlType = isInputObjectType(of) ? undefined : readSqlType(of.name, name, models, isEnumType(of));
    if (sqlType) types.set(name, sqlType);
    else faults.add(`${at}.args.${name}`, `expected a scalar or an enum, which SQL can take, got ${of.name}`);
  }
  const names = { needs: needs.map(({ name }) => name), args: Object.keys(args) };
  const pieces = readOwnSql(text, names, (fault) => faults.add(`${at}.sql`, fault));
  const sql: OwnSql = { label, pieces, arguments: types, answer };
  return { kind: 'sql', sql, isList };
}

function asValue(type: OwnSqlType | undefined): OwnSqlAnswer | undefined {
  return type && { kind: 'value', type };
}

/** Finds how SQL reads and writes the values of a scalar or an enum. */
function readSqlType(type: string, name: string, models: Models, isEnum: boolean): OwnSqlType | undefined {
  const base = { name, enumeration: undefined, isId: false, nativeType: undefined };
  if (type === 'JSON') return { ...base, type: 'Json' };
  const enumeration = models.enumerations.find((each) => each.name === type);
  if (enumeration) return { ...base, type: 'Enum', enumeration };
  // Numbers become texts too.
  if (isEnum || type === 'String' || type === 'ID') return { ...base, type: 'String', isId: true };
  const isKnown = allScalars.some((scalar) => scalar.name === type);
  return isKnown ? { ...base, type: type as FieldType } : undefined; // the scalars have the names of the types
}
