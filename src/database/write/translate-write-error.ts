import {
  BadUserInputError,
  CommitUnknownError,
  ConflictError,
  ConstraintError,
  ContentionError,
  DatabaseUnavailableError,
  GatherError,
  SignalError,
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

/** The statement that the database has refused, and what is known around it. */
export interface RefusedStatement {
  /** What it writes; undefined for a read. */
  readonly subject: Subject | undefined;
  readonly catalog: Catalog;
  readonly models: Models;
  readonly change: Change | undefined;
}

/**
 * Deadlock, lock wait, a snapshot that is too old, a conflict in a group of servers: the database has rolled the
 * transaction back in favour of another one.
 */
const contended = new Set([1020, 1205, 1213, 3101]);
/** COMMIT has failed in the server: because of a conflict, or because the server lost its cluster. */
const failedCommit = 1180;
/** A row of a foreign key is missing (child), or still there (parent); the older numbers say no more. */
const missingParent = new Set([1216, 1452]);
const presentChild = new Set([1217, 1451]);
/** A new key of a row would go down to rows that refer to it, and make two of them alike. */
const repeatedBelow = new Set([1761, 1762]);
/** Out of range, wrong type, a division by zero, cut off, too long, null, without a default, of no partition, computed, JSON too deep. */
const unfitting = new Set([
  1048, 1264, 1265, 1292, 1364, 1365, 1366, 1367, 1406, 1526, 1690, 1906, 3105, 3140, 3157,
]);
/** Text that is no JSON. MariaDB refuses it by a CHECK constraint. */
const invalidJson = 3140;
/** A CHECK constraint does not hold (MySQL, MariaDB). */
const unchecked = new Set([3819, 4025]);
/** The database user lacks a right on a table, or on a column of it. */
const denied = new Set([1142, 1143]);

/** Turns what the database says of a statement of a transaction into an error of ours. */
export function translateServerError(error: unknown, refused: RefusedStatement): GatherError {
  if (error instanceof GatherError) return error;
  const number = errorNumber(error);
  const message = serverMessage(error);
  const options = { cause: error };
  if (isContended(error)) {
    return new ContentionError('Another transaction was first to write the same rows.', options);
  }
  if (isStaleCatalog(error)) return translateStaleCatalog(error, message, refused);
  const model = refused.subject?.model;
  if (repeatedBelow.has(number))
    return new ConflictError('Rows that refer to this one would come to have the same key.', options);
  if (number === 1062) return translateDuplicate(message, model, refused, options);
  if (missingParent.has(number) || presentChild.has(number)) {
    return translateForeignKey(message, missingParent.has(number), refused, options);
  }
  if (unchecked.has(number)) return translateCheck(message, model, refused, options);
  if (unfitting.has(number)) {
    return translateUnfitting(message, model, refused, options, number === invalidJson ? 'JSON' : 'a value');
  }
  // The state of a trigger's SIGNAL: whoever wrote the rule has written the sentence for it.
  if (isSignal(error)) return new SignalError(message, options);
  if (denied.has(number)) return translateDenial(message, model, options);
  return translateError(error);
}

/** What is thrown when COMMIT itself fails: the database said that it did not happen, or has said nothing. */
export function translateCommitError(error: unknown): GatherError {
  if (error instanceof GatherError) return error;
  const options = { cause: error };
  if (isContended(error)) {
    return new ContentionError('Another transaction was first to write the same rows.', options);
  }
  if (isUnfitServer(error)) return new DatabaseUnavailableError('The database could not commit.', options);
  // A node that loses its cluster at COMMIT cannot tell whether the others have got the transaction.
  return errorNumber(error) === failedCommit || isUnavailable(error) || errorNumber(error) === 0
    ? new CommitUnknownError(options)
    : translateError(error);
}

/** Tells whether the database has rolled the transaction back, so that it may be tried again from its beginning. */
function isContended(error: unknown): boolean {
  const number = errorNumber(error);
  return contended.has(number) || (number === failedCommit && /deadlock/i.test(serverMessage(error)));
}

function serverMessage(error: unknown): string {
  return error instanceof Error && 'sqlMessage' in error ? String(error.sqlMessage) : '';
}

/**
 * The tables are not what the catalog says. With a new one the transaction may succeed, unless the catalog knows already
 * that a column is missing which is written by itself.
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
  return new ContentionError('The tables were changed meanwhile.', options);
}

/** A unique key that is taken; one that was looked for and not found was taken meanwhile. */
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

/** `` (`db`.`Post`, CONSTRAINT `…` FOREIGN KEY (`authorId`) REFERENCES `User` (`id`)) ``. */
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
  const text = isMissing ? `What ${by} refers to is not there.` : `A row is still referred to by ${by}.`;
  return new ConstraintError(text, options, { fields: shown });
}

/** `CONSTRAINT `not_negative` failed for `db`.`Account``, or `Check constraint 'not_negative' is violated.`. */
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

/** `INSERT command denied to user 'app'@'host' for table `Account``. */
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

/** Any SQLSTATE of class 45 is a user's own; the driver's errors, whose numbers begin so, have others. */
function isSignal(error: unknown): boolean {
  return error instanceof Error && 'sqlState' in error && String(error.sqlState).startsWith('45');
}

function findShown(model: Model | undefined, column: string | undefined): Field | undefined {
  return model?.fields.find((field) => !field.hidden && field.column.toLowerCase() === column?.toLowerCase());
}

/** A value that the column does not take: the path is known when one row of the change gives the column a value. */
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
  // MySQL puts the table before the column of text that is no JSON
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
  return new BadUserInputError(`${argument}: expected ${wanted}${what} that the database takes.`, options);
}
