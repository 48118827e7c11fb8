import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate, type SecureContextOptions } from 'node:tls';

/**
 * The encryption of a connection: `false` for none, `true` for all checks, otherwise the options of
 * `node:tls`.
 */
export type TlsOptions =
  | boolean
  | (SecureContextOptions & {
      rejectUnauthorized?: boolean;
      checkServerIdentity?: (host: string, certificate: PeerCertificate) => Error | undefined;
    });

/** The names of the TLS options of a database URL, as MySQL and Prisma spell them. */
const tlsOptionNames = {
  mode: ['sslmode', 'ssl-mode'],
  accept: ['sslaccept'],
  ca: ['sslca', 'ssl-ca', 'sslcert'],
  certificate: ['ssl-cert'],
  key: ['ssl-key'],
  identity: ['sslidentity'],
  password: ['sslpassword'],
} as const;

type TlsOptionName = keyof typeof tlsOptionNames;

const known = Object.values(tlsOptionNames).flat();

/**
 * The demand of an `sslmode`: no encryption, encryption only, a trusted certificate, or also one for this
 * host.
 */
type Mode = 'none' | 'encrypted' | 'trusted' | 'identified';

const modes: Readonly<Record<string, Mode>> = {
  disable: 'none',
  disabled: 'none',
  require: 'encrypted',
  required: 'encrypted',
  'verify-ca': 'trusted',
  verify_ca: 'trusted',
  'verify-full': 'identified',
  verify_identity: 'identified',
};

/**
 * Reads the TLS options of a database URL's query. Without any, `ssl` is undefined, which the driver takes
 * as no encryption. Any other TLS option demands encryption with all checks, unless it says otherwise.
 * `preferred` is refused, because a man in the middle could turn it into no encryption.
 */
export function readTlsOptions(
  parameters: URLSearchParams,
  host: string,
  readFile: (path: string) => Buffer,
): { ssl: TlsOptions | undefined; known: readonly string[]; faults: readonly string[] } {
  const faults: string[] = [];
  const mode = readMode(parameters, faults);
  const files: SecureContextOptions = {
    ...readFileOption('ca', 'ca'),
    ...readFileOption('certificate', 'cert'),
    ...readFileOption('key', 'key'),
    ...readFileOption('identity', 'pfx'),
  };
  const passphrase = readOption(parameters, 'password')?.value;
  if (passphrase !== undefined) files.passphrase = passphrase;

  const ssl = toTls(mode, files, host);
  if (mode === 'none' && Object.keys(files).length > 0) {
    faults.push('sslmode turns encryption off, yet certificate options are given');
  }
  if ((files.cert === undefined) !== (files.key === undefined)) {
    faults.push('the options ssl-cert and ssl-key go together: give both of them');
  }
  return { ssl, known, faults };

  function readFileOption(
    name: TlsOptionName,
    property: 'ca' | 'cert' | 'key' | 'pfx',
  ): SecureContextOptions {
    const option = readOption(parameters, name);
    if (option === undefined) return {};
    try {
      return { [property]: readFile(option.value) };
    } catch (error) {
      faults.push(`the option ${option.spelling}: the file cannot be read (${describe(error)})`);
      return {};
    }
  }
}

function readOption(
  parameters: URLSearchParams,
  name: TlsOptionName,
): { spelling: string; value: string } | undefined {
  for (const spelling of tlsOptionNames[name]) {
    const value = parameters.get(spelling);
    if (value !== null) return { spelling, value };
  }
  return undefined;
}

function readMode(parameters: URLSearchParams, faults: string[]): Mode | undefined {
  const option = readOption(parameters, 'mode');
  const accept = readOption(parameters, 'accept');
  let mode: Mode | undefined;
  if (option !== undefined) {
    const value = option.value.toLowerCase();
    mode = Object.hasOwn(modes, value) ? modes[value] : undefined;
    if (mode === undefined) {
      faults.push(`the option ${option.spelling}: expected one of ${Object.keys(modes).join(', ')}`);
    }
  }
  if (accept === undefined) return mode;
  if (accept.value !== 'strict' && accept.value !== 'accept_invalid_certs') {
    faults.push('the option sslaccept: expected strict or accept_invalid_certs');
    return mode;
  }
  const accepted: Mode = accept.value === 'strict' ? 'identified' : 'encrypted';
  if (mode !== undefined && mode !== accepted) {
    faults.push('the options sslmode and sslaccept contradict each other: give one of them');
  }
  return accepted;
}

function toTls(mode: Mode | undefined, files: SecureContextOptions, host: string): TlsOptions | undefined {
  const given = Object.keys(files).length > 0;
  if (mode === undefined && !given) return undefined;
  if (mode === 'none') return false;
  if (mode === 'encrypted') return { ...files, rejectUnauthorized: false };
  if (mode === 'trusted') {
    return { ...files, rejectUnauthorized: true, checkServerIdentity: () => undefined };
  }
  if (isIP(host) > 0) {
    // The driver passes only a socket, so node:tls does not have the host and would check for localhost.
    return {
      ...files,
      rejectUnauthorized: true,
      checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    };
  }
  return given ? { ...files, rejectUnauthorized: true } : true;
}

function describe(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
