import { createLocalJWKSet, errors, type JWTVerifyGetKey, type LocalJWKSet } from 'jose';
import type { Log } from '../../log.ts';
import { rootMessage } from '../../std/root-message.ts';
import { reportKeysAway } from './refuse-viewer.ts';

/** The options of the keys of a key server. */
export interface RemoteKeysOptions {
  readonly url: URL;
  /** The time for which loaded keys stay valid while the server is down. */
  readonly staleMaxMs: number;
  readonly log: Log;
  /** A clock, in milliseconds. */
  readonly now: () => number;
}

/** The age at which keys are loaded again. */
const reloadMs = 600_000;
/** The time between two loads, whatever has caused them and whatever their outcome. */
const spacingMs = 30_000;
/** The deadline of a load. */
const timeoutMs = 5_000;
/** The maximum size of a key set. */
const maxBytes = 1_000_000;

/**
 * The keys of an issuer, from its key server. They are loaded again every 10 minutes, and if a token names
 * an unknown key. While the server is down, the keys before remain valid for a time.
 */
export class RemoteKeys {
  readonly #options: RemoteKeysOptions;
  #keys: LocalJWKSet | undefined;
  #loadedAt = -Infinity;
  #attemptedAt = -Infinity;
  #loading: Promise<void> | undefined;
  #isDown = false;

  constructor(options: RemoteKeysOptions) {
    this.#options = options;
  }

  /** Loads the keys if they are due. Called every now and then, so that no request waits for it. */
  async refresh(): Promise<void> {
    if (this.#age() >= reloadMs) await this.#load();
  }

  /** Finds the key of a token. @throws ClientError with 503 if no keys are valid, or an error of jose. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (this.#valid() === undefined) await this.#load();
    const keys = this.#valid();
    if (keys === undefined) throw reportKeysAway(this.#attemptedAt + spacingMs - this.#options.now());
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.#load();
      const latest = this.#valid();
      if (latest === undefined || latest === keys) throw error;
      return await latest(header, token);
    }
  };

  #age(): number {
    return this.#options.now() - this.#loadedAt;
  }

  #valid(): LocalJWKSet | undefined {
    return this.#age() <= reloadMs + this.#options.staleMaxMs ? this.#keys : undefined;
  }

  /** Loads the keys unless they were a moment ago. Never rejects. */
  #load(): Promise<void> {
    if (this.#loading !== undefined) return this.#loading;
    const now = this.#options.now();
    if (now - this.#attemptedAt < spacingMs) return Promise.resolve();
    this.#attemptedAt = now;
    this.#loading = this.#attempt(now).finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #attempt(now: number): Promise<void> {
    const { url, log } = this.#options;
    try {
      this.#keys = createLocalJWKSet(await fetchKeys(url));
      this.#loadedAt = now;
      if (this.#isDown) log.info({ url: url.origin }, 'The keys that verify tokens are loaded again');
      this.#isDown = false;
    } catch (error) {
      const reason = rootMessage(error);
      if (!this.#isDown)
        log.warn({ url: url.origin, reason }, 'The keys that verify tokens could not be loaded');
      this.#isDown = true;
    }
  }
}

type KeySet = Parameters<typeof createLocalJWKSet>[0];

async function fetchKeys(url: URL): Promise<KeySet> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error', // another address was not configured
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`Expected the status 200, got ${response.status}.`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`Expected at most ${maxBytes} bytes, got more.`);
    chunks.push(chunk);
  }
  const keySet = JSON.parse(Buffer.concat(chunks).toString()) as Partial<KeySet>; // checked by jose
  if (!Array.isArray(keySet.keys) || keySet.keys.length === 0) throw new Error('Expected keys, got none.');
  return { keys: keySet.keys };
}
