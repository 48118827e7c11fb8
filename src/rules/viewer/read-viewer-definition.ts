import type { Field, Model } from '../../model/model.ts';
import type { ApiKeyDefinition, ViewerDefinition, ViewerRowDefinition } from './viewer-definition.ts';
import { type AddViewerFault, readTokenDefinitions, refuseUnknown } from './read-token-definition.ts';
import type { TokenSource } from './token-source.ts';
import { kindOf, readViewer, type ViewerForm, type ViewerValue } from './viewer-values.ts';

/** A row that is loaded for a viewer. */
export interface ViewerLookup {
  readonly model: Model;
  readonly field: Field;
}

/** A definition of viewers that has no fault, with its fields found. */
export interface ViewerSource {
  readonly form: ViewerForm;
  readonly tokens: readonly TokenSource[];
  readonly read: ViewerDefinition['read'];
  readonly apiKey: (ViewerLookup & Pick<ApiKeyDefinition, 'header' | 'viewer'>) | undefined;
  /** `value` names the viewer's value that the row is found by. */
  readonly row: (ViewerLookup & Pick<ViewerRowDefinition, 'roles'> & { readonly value: string }) | undefined;
  readonly required: boolean;
}

const definitionWords = ['values', 'roles', 'token', 'read', 'apiKey', 'row', 'samples', 'required'];
/** Roles that the rules have words of their own for. */
const reservedRoles = ['anyone', 'signedIn', 'nobody'];
const reservedValues = ['roles', 'values', 'constructor'];
const namePattern = /^[A-Za-z]\w{0,63}$/;
const headerPattern = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Reads the definition of viewers. Adds all faults at once, each with its path. Its result means nothing if
 * there are any.
 */
export function readViewerDefinition(
  given: unknown,
  models: readonly Model[],
  { claimMaxValues, faults }: { readonly claimMaxValues: number; readonly faults: string[] },
): ViewerSource | undefined {
  const addFault: AddViewerFault = (path, expected, got) => {
    faults.push(`${path}: expected ${expected}, got ${got}`);
  };
  if (!isRecord(given)) {
    addFault('viewer', 'an object', kindOf(given));
    return undefined;
  }
  const { values, roles, token, read, apiKey, row, samples, required } = given;
  refuseUnknown(given, 'viewer', definitionWords, addFault);
  const reader = new DefinitionReader(models, addFault);
  const form: ViewerForm = {
    values: reader.readValues(values),
    roles: new Set(reader.readRoleNames(roles)),
    claimMaxValues,
  };
  const tokens = readTokenDefinitions(token, addFault);
  if (read !== undefined && !isFunction(read)) addFault('viewer.read', 'a function', kindOf(read));
  if (token !== undefined && read === undefined)
    addFault('viewer.read', 'a function that reads the viewer of the claims of a token', 'none');
  if (token === undefined && read === undefined && apiKey === undefined)
    addFault('viewer', 'token, read or apiKey, which say who sends a request', 'none');
  if (required !== undefined && typeof required !== 'boolean')
    addFault('viewer.required', 'true or false', kindOf(required));
  const source: ViewerSource = {
    form,
    tokens,
    read: isFunction(read) ? (read as ViewerDefinition['read']) : undefined, // its result is checked by each call
    apiKey: apiKey === undefined ? undefined : reader.readApiKey(apiKey),
    row: row === undefined ? undefined : reader.readRow(row, form.values),
    required: required === true,
  };
  if (samples !== undefined) readSamples(samples, form, addFault, faults);
  return source;
}

class DefinitionReader {
  readonly #models: readonly Model[];
  readonly #addFault: AddViewerFault;

  constructor(models: readonly Model[], addFault: AddViewerFault) {
    this.#models = models;
    this.#addFault = addFault;
  }

  readValues(given: unknown): readonly ViewerValue[] {
    if (given === undefined) return [];
    if (!isRecord(given)) {
      this.#addFault('viewer.values', "an object such as { id: 'User.id' }", kindOf(given));
      return [];
    }
    return Object.entries(given).flatMap(([name, declared]) => {
      const path = `viewer.values.${name}`;
      if (!namePattern.test(name) || reservedValues.includes(name))
        this.#addFault(
          path,
          'a name of letters and digits other than roles and values',
          JSON.stringify(name),
        );
      const list: readonly unknown[] | undefined = Array.isArray(declared) ? declared : undefined;
      const text = list === undefined ? declared : list.length === 1 ? list[0] : undefined;
      const [modelName, fieldName, ...more] = typeof text === 'string' ? text.split('.') : [];
      const field = more.length === 0 ? this.#findField(this.#findModel(modelName), fieldName) : undefined;
      if (field === undefined || field.type === 'Json') {
        const wanted = "a field of a model such as 'User.id', or one in a list for a list of values";
        this.#addFault(path, wanted, typeof text === 'string' ? JSON.stringify(text) : kindOf(declared));
        return [];
      }
      return [{ name, field, isList: list !== undefined }];
    });
  }

  readRoleNames(given: unknown): readonly string[] {
    if (given === undefined) return [];
    if (!Array.isArray(given) || !given.every((role) => typeof role === 'string' && role !== '')) {
      this.#addFault('viewer.roles', 'a list of names', kindOf(given));
      return [];
    }
    const roles = given as readonly string[]; // each was checked
    for (const role of roles) {
      if (reservedRoles.includes(role))
        this.#addFault('viewer.roles', 'names other than the words of rules', `'${role}'`);
    }
    return roles;
  }

  readApiKey(given: unknown): ViewerSource['apiKey'] {
    const path = 'viewer.apiKey';
    if (!isRecord(given)) {
      this.#addFault(path, 'an object', kindOf(given));
      return undefined;
    }
    refuseUnknown(given, path, ['header', 'model', 'key', 'hash', 'viewer'], this.#addFault);
    const { header, hash, viewer } = given;
    if (typeof header !== 'string' || !headerPattern.test(header) || isTaken(header))
      this.#addFault(`${path}.header`, 'the name of a header such as x-api-key', showText(header));
    if (hash !== 'sha256') this.#addFault(`${path}.hash`, "'sha256'", showText(hash));
    if (!isFunction(viewer)) this.#addFault(`${path}.viewer`, 'a function of the row', kindOf(viewer));
    const lookup = this.#readLookup(given, path);
    if (lookup && lookup.field.type !== 'String' && lookup.field.type !== 'Bytes')
      this.#addFault(`${path}.key`, 'a field of text or bytes', `one of the type ${lookup.field.type}`);
    if (lookup === undefined || typeof header !== 'string' || !isFunction(viewer)) return undefined;
    return { ...lookup, header: header.toLowerCase(), viewer: viewer as ApiKeyDefinition['viewer'] }; // checked by each call
  }

  readRow(given: unknown, values: readonly ViewerValue[]): ViewerSource['row'] {
    const path = 'viewer.row';
    if (!isRecord(given)) {
      this.#addFault(path, 'an object', kindOf(given));
      return undefined;
    }
    refuseUnknown(given, path, ['model', 'key', 'roles'], this.#addFault);
    const { roles } = given;
    if (!isFunction(roles)) this.#addFault(`${path}.roles`, 'a function of the row', kindOf(roles));
    const lookup = this.#readLookup(given, path);
    if (lookup === undefined) return undefined;
    const { model, field } = lookup;
    const value = values.find((each) => !each.isList && each.field === field);
    if (value === undefined) {
      const typed = `'${model.name}.${field.property}'`;
      this.#addFault(`${path}.key`, `a field that one of viewer.values is typed as (${typed})`, 'none');
    }
    if (value === undefined || !isFunction(roles)) return undefined;
    return { ...lookup, value: value.name, roles: roles as ViewerRowDefinition['roles'] }; // checked by each call
  }

  #readLookup(given: Readonly<Record<string, unknown>>, path: string): ViewerLookup | undefined {
    const model = this.#findModel(given['model']);
    if (model === undefined) {
      this.#addFault(`${path}.model`, 'a model', showText(given['model']));
      return undefined;
    }
    const field = this.#findField(model, given['key']);
    const isUnique = [model.primaryKey, ...model.uniqueKeys].some(
      (key) => key?.length === 1 && key[0] === field,
    );
    if (field !== undefined && isUnique) return { model, field };
    this.#addFault(`${path}.key`, `a unique field of ${model.name}`, showText(given['key']));
    return undefined;
  }

  #findModel(name: unknown): Model | undefined {
    return this.#models.find((model) => model.name === name);
  }

  #findField(model: Model | undefined, name: unknown): Field | undefined {
    return (
      model?.fields.find((field) => field.property === name) ??
      model?.fields.find((field) => field.name === name)
    );
  }
}

function readSamples(given: unknown, form: ViewerForm, addFault: AddViewerFault, faults: string[]): void {
  if (!isRecord(given)) {
    addFault('viewer.samples', 'an object with a viewer for each name', kindOf(given));
    return;
  }
  for (const [name, sample] of Object.entries(given)) {
    try {
      readViewer(sample, form);
    } catch (error) {
      faults.push(
        String(error instanceof Error ? error.message : error).replace(/^viewer/, `viewer.samples.${name}`),
      );
    }
  }
}

/** Checks if a header cannot hold a key, because it has another meaning. */
function isTaken(header: string): boolean {
  return ['authorization', 'cookie', 'host', 'content-type', 'content-length'].includes(header.toLowerCase());
}

function showText(given: unknown): string {
  return typeof given === 'string' && given !== '' ? JSON.stringify(given.slice(0, 100)) : kindOf(given);
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function isFunction(given: unknown): given is (...args: readonly unknown[]) => unknown {
  return typeof given === 'function';
}
