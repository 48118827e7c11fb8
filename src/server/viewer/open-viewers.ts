import type { JWTVerifyGetKey } from 'jose';
import type { Config } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { ViewerSource } from '../../rules/viewer/read-viewer-definition.ts';
import type { TokenSource } from '../../rules/viewer/token-source.ts';
import { RemoteKeys } from './remote-keys.ts';
import { Tokens } from './tokens.ts';
import { type LoadViewerRow, Viewers } from './viewers.ts';

/** The parts that viewers are found with. */
export interface OpenViewersOptions {
  readonly source: ViewerSource;
  readonly config: Pick<Config, 'trustedProxies' | 'jwksStaleMaxMs'>;
  readonly log: Log;
  readonly loadRow: LoadViewerRow;
  /** A clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** Viewers that can be found until they are disposed. */
export interface OpenedViewers extends Disposable {
  readonly viewers: Viewers;
}

/** The interval at which key sets are checked. Each is loaded again every 10 minutes. */
const refreshMs = 30_000;

/** Opens what finds viewers. It loads key sets at once, and again in the background. */
export function openViewers({
  source,
  config,
  log,
  loadRow,
  now = Date.now,
}: OpenViewersOptions): OpenedViewers {
  const remote: RemoteKeys[] = [];
  const findKey = ({ key }: TokenSource): JWTVerifyGetKey => {
    if (key.kind === 'secret') return () => key.secret;
    if (key.kind === 'public') return () => key.key;
    const keys = new RemoteKeys({ url: key.url, staleMaxMs: config.jwksStaleMaxMs, log, now });
    remote.push(keys);
    return keys.find;
  };
  const issuers = source.tokens.map((token) => ({ source: token, find: findKey(token) }));
  const refresh = (): void => {
    for (const keys of remote) void keys.refresh();
  };
  refresh();
  const timer = remote.length > 0 ? setInterval(refresh, refreshMs).unref() : undefined;
  const tokens = new Tokens(issuers, now);
  const { trustedProxies } = config;
  return {
    viewers: new Viewers({ source, tokens, trustedProxies, loadRow }),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
