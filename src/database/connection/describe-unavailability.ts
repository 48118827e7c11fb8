/** Advice for errors of the driver, TLS or the network, by the code of the error. */
const advice: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR:
    'check the user and the password in DATABASE_URL, and if the server requires TLS or a certificate of this user',
  ER_DBACCESS_DENIED_ERROR: 'check the name of the database in DATABASE_URL, and what the user is granted',
  ER_BAD_DB_ERROR: 'create it, or name another one in DATABASE_URL',
  ER_MUST_CHANGE_PASSWORD_LOGIN: 'set a new password for the user, and write it into DATABASE_URL',
  ER_HOST_NOT_PRIVILEGED: 'create a user for this host on the server',
  ER_CON_COUNT_ERROR: 'lower POOL_SIZE, or raise max_connections on the server',
  ER_SECURE_TRANSPORT_REQUIRED: 'add TLS to DATABASE_URL, such as sslmode=verify-full',
  ER_SERVER_SSL_DISABLED:
    'turn TLS on there, or off in DATABASE_URL (sslmode=disable) if the network is trusted',
  ECONNREFUSED: 'check that the server runs, and the host and the port in DATABASE_URL',
  ENOTFOUND: 'check the host in DATABASE_URL',
  EAI_AGAIN: 'check the host in DATABASE_URL',
  ENOENT: 'check that the server runs, and the socket in DATABASE_URL',
  CERT_HAS_EXPIRED: 'renew it on the server',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'use a name of the certificate as the host in DATABASE_URL, or check only its authority with sslmode=verify-ca',
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'ssl-cert and ssl-key in DATABASE_URL do not belong together',
};

/** The codes of `node:tls` for an untrusted certificate. */
export const untrustedCodes = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
];

/**
 * Describes for the log why there is no connection, with advice where there is any. The cause is used,
 * because the pool hides it behind its own timeout.
 */
export function describeUnavailability(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const root = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in root ? String(root.code) : '';
  if (code === 'ER_CANNOT_RETRIEVE_RSA_KEY') {
    return (
      'the server requires a caching_sha2_password login, which needs encryption: add TLS to DATABASE_URL, ' +
      'such as sslmode=verify-full, or allowPublicKeyRetrieval=true if the network is trusted'
    );
  }
  // The driver adds the connection, the statement with its values, and the state of its pool.
  const reason = root.message
    .replace(/^\(conn:[^)]*\) /, '')
    .replace(/\n[^]*$/, '')
    .replace(/[\s.:]+$/, '');
  if (untrustedCodes.includes(code)) {
    return `the certificate of the server is not trusted (${reason}): name the file of its authority in DATABASE_URL with sslca=<path>`;
  }
  const todo = Object.hasOwn(advice, code) ? advice[code] : undefined;
  return todo === undefined ? reason : `${reason}: ${todo}`;
}
