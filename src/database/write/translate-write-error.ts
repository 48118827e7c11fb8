import {
  BadUserInputError,
  CommitUnknownError,
  ConflictError,
  ConstraintError,
  ContentionError,
  DatabaseUnavailableError,
  GatherError,
  SignalError,
  TimeoutError,
} from '../../errors.ts';
import type { Change } from '../../model/change.ts';
import type { Field, Model, Models } from '../../model/model.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { missingColumn } from '../catalog/missing-column.ts';
import {
  errorNumber,
  isStaleCatalog,
  isUnavailable,
  isUnfitServer,
  translateError,
} from '../connection/translate-error.ts';
import { listRows } from './check-change.ts';
import { describeArgument } from './describe-argument.ts';
import type { Subject } from './write-context.ts';

/** A statement that the database refused, with its context. */
export interface RefusedStatement {
  /** The subject of a write, or undefined for a read. */
  readonly subject: Subject | undefined;
  readonly catalog: Catalog;
  readonly models: Models;
  readonly change: Change | undefined;
}

/**
 * The errors of a deadlock, a lock wait, an outdated snapshot and a conflict in a cluster. The database has
 * rolled back in favour of another transaction.
 */
const contended = new Set([1020, 1205, 1213, 3101]);
/** The server failed to COMMIT, because of a conflict or because it lost its cluster. */
const failedCommit = 1180;
/** The referred row is missing, or the row is still referred to. The older numbers carry no details. */
const missingParent = new Set([1216, 1452]);
const presentChild = new Set([1217, 1451]);
/** A cascading change of a key would give two referring rows equal keys. */
const repeatedBelow = new Set([1761, 1762]);
/** The value is out of range, truncated, null or of a wrong type, or no partition or column takes it. */
const unfitting = new Set([
  1048, 1264, 1265, 1292, 1364, 1365, 1366, 1367, 1406, 1526, 1690, 1906, 3105, 3140, 3157,
]);
/** The text is not valid JSON. MariaDB refuses it by a CHECK constraint. */
const invalidJson = 3140;
/** The row violates a CHECK constraint (MySQL, MariaDB). */
const unchecked = new Set([3819, 4025]);
/** The database user lacks a privilege on a table or a column. */
const denied = new Set([1142, 1143]);

/** Translates an error of the database about a statement of a transaction. */
export function translateServerError(error: unknown, refused: RefusedStatement): GatherError {
  if (error instanceof GatherError) return error;
  const number = errorNumber(error);
  const message = serverMessage(error);
  const options = { cause: error };
  if (isContended(error)) {
    return new ContentionError('Another transaction wrote the same rows first.', options);
  }
  if (isStaleCatalog(error)) return translateStaleCatalog(error, message, refused);
  const model = refused.subject?.model;
  if (repeatedBelow.has(number))
    return new ConflictError('Rows that refer to this one would get equal keys.', options);
  if (number === 1062) return translateDuplicate(message, model, refused, options);
  if (missingParent.has(number) || presentChild.has(number)) {
    return translateForeignKey(message, missingParent.has(number), refused, options);
  }
  if (unchecked.has(number)) return translateCheck(message, model, refused, options);
  if (unfitting.has(number)) {
    return translateUnfitting(message, model, refused, options, number === invalidJson ? 'JSON' : 'a value');
  }
  // A trigger's SIGNAL carries a message that was written for the client.
  if (isSignal(error)) return new SignalError(message, options);
  if (denied.has(number)) return translateDenial(message, model, options);
  return translateError(error);
}

/** Checks if an error of a statement means that its transaction cannot go on. */
export function endsTransaction(error: unknown): boolean {
  if (error instanceof GatherError || isContended(error)) return true;
  const translated = translateError(error);
  return translated instanceof DatabaseUnavailableError || translated instanceof TimeoutError;
}

/** Translates an error of COMMIT: the database refused it, or its answer is missing. */
export function translateCommitError(error: unknown): GatherError {
  if (error instanceof GatherError) return error;
  const options = { cause: error };
  if (isContended(error)) {
    return new ContentionError('Another transaction wrote the same rows first.', options);
  }
  if (isUnfitServer(error)) return new DatabaseUnavailableError('The database could not commit.', options);
  // A node that loses its cluster at COMMIT cannot say if the others have the transaction.
  return errorNumber(error) === failedCommit || isUnavailable(error) || errorNumber(error) === 0
    ? new CommitUnknownError(options)
    : translateError(error);
}

/** Checks if the database has rolled back the transaction, so that it may be retried from the start. */
function isContended(error: unknown): boolean {
  const number = errorNumber(error);
  return contended.has(number) || (number === failedCommit && /deadlock/i.test(serverMessage(error)));
}

function serverMessage(error: unknown): string {
  return error instanceof Error && 'sqlMessage' in error ? String(error.sqlMessage) : '';
}

/**
 * Translates an error of tables that differ from the catalog. A new catalog may help, unless the old one
 * already lacks a column that the gateway itself writes.
 */
function translateStaleCatalog(
  error: unknown,
  message: string,
  { catalog, models }: RefusedStatement,
): GatherError {
  const options = { cause: error };
  const [, unknown] = /column '(?:[^']*\.)?([^'.]*)'/i.exec(message) ?? [];
  for (const model of models.all) {
    const field = model.fields.find(({ column }) => column === unknown);
    if (field && catalog.lacks(model.table, field.column)) return missingColumn(model, field, options);
  }
  return new ContentionError('The tables were changed in the meantime.', options);
}

/** Translates a duplicate key. If the key was looked up and not found, another transaction was faster. */
function translateDuplicate(
  message: string,
  model: Model | undefined,
  { catalog, subject }: RefusedStatement,
  options: ErrorOptions,
): GatherError {
  const [, quoted = ''] = /for key '(.*)'$/s.exec(message) ?? [];
  const indexes = model ? catalog.indexes(model.table) : [];
  const index = indexes.find(({ name }) => quoted === name || quoted.endsWith(`.${name}`));
  const fields = (index?.columns ?? []).flatMap(
    ({ column }) => model?.fields.find((field) => field.column.toLowerCase() === column.toLowerCase()) ?? [],
  );
  const shown = fields.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const type = model?.names.type ?? 'row';
  const what = shown.length > 0 ? `this ${shown.join(' and ')}` : 'the same key';
  const text = `Another ${type} has ${what} already.`;
  const raced = subject?.raced;
  const isRace = raced?.length === fields.length && raced.every((field) => fields.includes(field));
  return isRace
    ? new ContentionError(text, options, { fields: shown })
    : new ConflictError(text, options, { fields: shown });
}

/** Translates `` (`db`.`Post`, CONSTRAINT `…` FOREIGN KEY (`authorId`) REFERENCES `User` (`id`)) ``. */
function translateForeignKey(
  message: string,
  isMissing: boolean,
  { models }: RefusedStatement,
  options: ErrorOptions,
): GatherError {
  const [, table, columns = ''] =
    /\(`(?:[^`]|``)*`\.`((?:[^`]|``)*)`, CONSTRAINT .*? FOREIGN KEY \(([^)]*)\) REFERENCES/s.exec(message) ??
    [];
  const model = models.all.find((each) => each.table.toLowerCase() === table?.toLowerCase());
  const names = Array.from(columns.matchAll(/`((?:[^`]|``)+)`/g), ([, name = '']) => name);
  const fields = names.flatMap(
    (name) => model?.fields.find(({ column, hidden }) => column === name && !hidden) ?? [],
  );
  const shown = fields.map(({ name }) => name);
  const by = `${model?.names.type ?? 'A row'}${shown.length > 0 ? `.${shown.join(' and ')}` : ''}`;
  const text = isMissing
    ? `${by} refers to a row that does not exist.`
    : `A row is still referred to by ${by}.`;
  return new ConstraintError(text, options, { fields: shown });
}

/**
 * Translates `` CONSTRAINT `not_negative` failed for `db`.`Account` ``,
 * or `Check constraint 'not_negative' is violated.`
 */
function translateCheck(
  message: string,
  model: Model | undefined,
  refused: RefusedStatement,
  options: ErrorOptions,
): GatherError {
  const [, quoted = ''] = /[`'](.*?)[`'] (?:failed|is violated)/s.exec(message) ?? [];
  const name = quoted.slice(quoted.lastIndexOf('.') + 1);
  const check = refused.catalog.checks.find(
    (each) => each.name === name && (each.table === undefined || each.table === model?.table),
  );
  if (check?.isOfJson) {
    return translateUnfitting(`column '${name}'`, model, refused, options, 'JSON');
  }
  const shown = check?.columns.flatMap((column) => findShown(model, column)?.name ?? []) ?? [];
  const fields = shown.length > 0 ? ` (${shown.join(', ')})` : '';
  const text = `Each ${model?.names.type ?? 'row'} must meet the constraint ${name}${fields}.`;
  return new ConstraintError(text, options, { fields: shown });
}

/** Translates an error such as `` INSERT command denied to user 'app'@'host' for table `Account` ``. */
function translateDenial(message: string, model: Model | undefined, options: ErrorOptions): GatherError {
  const [command = ''] = /^\w+/.exec(message) ?? [];
  const act = deniedActs[command] ?? 'write';
  const text = `The gateway's database user may not ${act} rows of ${model?.names.type ?? 'this model'}.`;
  return new GatherError('FORBIDDEN', text, options);
}

const deniedActs: Readonly<Record<string, string>> = {
  INSERT: 'create',
  UPDATE: 'update',
  DELETE: 'delete',
  SELECT: 'read',
};

/** Checks for a SQLSTATE of class 45, which users define. Errors of the driver have other states. */
function isSignal(error: unknown): boolean {
  return error instanceof Error && 'sqlState' in error && String(error.sqlState).startsWith('45');
}

function findShown(model: Model | undefined, column: string | undefined): Field | undefined {
  return model?.fields.find((field) => !field.hidden && field.column.toLowerCase() === column?.toLowerCase());
}

/** Translates the error of a refused value. It has a path if one row of the change sets the column. */
function translateUnfitting(
  message: string,
  model: Model | undefined,
  { change }: RefusedStatement,
  options: ErrorOptions,
  wanted: 'a value' | 'JSON',
): GatherError {
  const [, column] =
    /(?:column|[Ff]ield) '?`?(?:[^'`]*`\.`)*([^'`]+)[`'].*$/s.exec(message) ??
    /out of range in '.*?\.`([^`.]+)`(?!\.)/s.exec(message) ??
    [];
  // MySQL puts the table before the column if a text is not valid JSON.
  const field = model?.fields.find((each) =>
    [each.column, `${model.table}.${each.column}`].some(
      (name) => name.toLowerCase() === column?.toLowerCase(),
    ),
  );
  const candidates = change
    ? [...listRows(change)]
        .filter((row) => row.model === model)
        .flatMap(({ data }) => data.fields.filter((each) => each.field === field))
    : [];
  const what = field && !field.hidden ? ` for ${model?.names.type ?? 'the row'}.${field.name}` : '';
  const [only, ...others] = candidates;
  const argument = only && others.length === 0 ? `Argument "${only.path}"` : describeArgument(change);
  return new BadUserInputError(`${argument}: expected ${wanted}${what} that the database accepts.`, options);
}
