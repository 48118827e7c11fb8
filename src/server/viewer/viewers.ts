import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { InternalError } from '../../errors.ts';
import type { Row } from '../../model/load.ts';
import type { ViewerLookup, ViewerSource } from '../../rules/viewer/read-viewer-definition.ts';
import type { ViewerCredentials } from '../../rules/viewer/viewer-definition.ts';
import {
  readRoles,
  readViewer,
  ViewerFormError,
  ViewerValueError,
} from '../../rules/viewer/viewer-values.ts';
import type { ViewerData } from '../../rules/viewer.ts';
import type { Exchange, RequestSession } from '../exchange.ts';
import type { HttpRequest } from '../http-request.ts';
import { type Credential, readCredential } from './read-credential.ts';
import { refuseAnonymous, refuseCredentials } from './refuse-viewer.ts';
import type { Tokens } from './tokens.ts';

/** A load of one row, outside of the rules for viewers. */
export interface RowLoad {
  readonly session: RequestSession;
  readonly row: Promise<Row | null>;
}

/** Loads the row with a value in a unique field. */
export type LoadViewerRow = (lookup: ViewerLookup & { readonly value: string | number | boolean }) => RowLoad;

/** The parts that find viewers. */
export interface ViewersOptions {
  readonly source: ViewerSource;
  readonly tokens: Tokens;
  readonly trustedProxies: readonly string[];
  readonly loadRow: LoadViewerRow;
}

const noHeaders: ViewerCredentials['headers'] = Object.freeze({});

/** Finds out who sends each request, before anything else of it is read. */
export class Viewers {
  readonly #options: ViewersOptions;
  readonly #isProxy: ((address: string) => boolean) | undefined;

  constructor(options: ViewersOptions) {
    const { trustedProxies } = options;
    this.#options = options;
    const isTrusted = trustedProxies.length > 0 ? proxyAddress.compile([...trustedProxies]) : undefined;
    this.#isProxy = isTrusted && ((address) => isTrusted(address, 0));
  }

  /**
   * Reads the viewer of a request over HTTP. Null means that it is anonymous.
   * @throws ClientError with 401 or 503, the error of a load, or one of the configuration's own code.
   */
  async read(request: HttpRequest, exchange: Exchange): Promise<ViewerData | null> {
    const { source, tokens } = this.#options;
    const isFromProxy = this.#isFromProxy(request);
    const credential = readCredential(request, {
      hasTokens: source.tokens.length > 0,
      apiKeyHeader: source.apiKey?.header,
      isFromProxy,
    });
    const viewer =
      credential.kind === 'apiKey'
        ? await this.#readKeyOwner(credential, exchange)
        : await this.#readClaimed({
            claims: credential.kind === 'token' ? await tokens.read(credential.token) : undefined,
            headers: isFromProxy ? readProxyHeaders(request) : noHeaders,
          });
    if (viewer === null && source.required) throw refuseAnonymous();
    return viewer === null ? null : await this.#addRoles(viewer, exchange);
  }

  /** Reads a viewer that the embedding code gives. @throws ClientError with 401 if it has another form. */
  readGiven(given: unknown): ViewerData | null {
    const { source } = this.#options;
    let viewer: ViewerData | null;
    try {
      viewer = readViewer(given, source.form);
    } catch (error) {
      throw error instanceof ViewerFormError ? refuseCredentials(error.message) : this.#refuseValue(error);
    }
    if (viewer === null && source.required) throw refuseAnonymous();
    return viewer;
  }

  async #readClaimed(credentials: ViewerCredentials): Promise<ViewerData | null> {
    const { read } = this.#options.source;
    if (read === undefined) return null;
    return this.#check(await read(credentials), 'viewer.read');
  }

  async #readKeyOwner(
    { apiKey }: Extract<Credential, { kind: 'apiKey' }>,
    exchange: Exchange,
  ): Promise<ViewerData> {
    const known = this.#options.source.apiKey;
    if (known === undefined) throw new InternalError('Expected a definition of API keys.');
    const digest = hash('sha256', apiKey, known.field.type === 'Bytes' ? 'base64' : 'hex');
    const row = await this.#load({ ...known, value: digest }, exchange);
    const viewer = row && this.#check(await known.viewer(row), 'viewer.apiKey.viewer');
    if (viewer === null) throw refuseCredentials('The API key is not valid.');
    return viewer;
  }

  /** Replaces the roles of a viewer by those of its row. A viewer whose row does not exist is refused. */
  async #addRoles(viewer: ViewerData, exchange: Exchange): Promise<ViewerData> {
    const { row: lookup, form } = this.#options.source;
    if (lookup === undefined) return viewer;
    const value = viewer.values[lookup.value];
    if (value === undefined || value === null || isList(value))
      throw refuseCredentials(`The viewer has no ${lookup.value}.`);
    const row = await this.#load({ ...lookup, value }, exchange);
    if (row === null) throw refuseCredentials('The viewer does not exist.');
    try {
      return { ...viewer, roles: readRoles(await lookup.roles(row), form) };
    } catch (error) {
      throw error instanceof ViewerFormError ? describeFault(error, 'viewer.row.roles') : error;
    }
  }

  async #load(lookup: Parameters<LoadViewerRow>[0], exchange: Exchange): Promise<Row | null> {
    const { session, row } = this.#options.loadRow(lookup);
    exchange.onGivenUp((reason) => session.abort(reason));
    const loaded = await row;
    exchange.viewerStatements += session.statements;
    return loaded;
  }

  #check(given: unknown, origin: string): ViewerData | null {
    try {
      return readViewer(given, this.#options.source.form);
    } catch (error) {
      throw error instanceof ViewerFormError ? describeFault(error, origin) : this.#refuseValue(error);
    }
  }

  /** Refuses genuine credentials with a value that no viewer of this gateway can have. */
  #refuseValue(error: unknown): unknown {
    return error instanceof ViewerValueError ? refuseCredentials(error.message) : error;
  }

  #isFromProxy(request: HttpRequest): boolean {
    const isProxy = this.#isProxy;
    if (isProxy === undefined) return false;
    const peer = request.readClient(readPeer);
    return peer !== undefined && isProxy(peer);
  }
}

function readPeer({ socket }: IncomingMessage): string | undefined {
  return socket.remoteAddress;
}

/** Names the function of the configuration that is at fault. The error is logged and masked. */
function describeFault(error: ViewerFormError, origin: string): InternalError {
  return new InternalError(`${origin} has returned no viewer. ${error.message}.`, { cause: error });
}

/** Copies the headers except for credentials, which are verified here. */
function readProxyHeaders({ headers }: HttpRequest): ViewerCredentials['headers'] {
  const { authorization: _token, ...rest } = headers;
  const texts = Object.entries(rest).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.freeze(Object.fromEntries(texts) as ViewerCredentials['headers']); // texts by their names
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
