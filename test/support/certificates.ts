import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../src/std/find-program.ts';
import { runProgram } from '../../src/std/run-program.ts';

/** A server's certificates, made for one test. */
export interface Certificates {
  /** The authority that the server's certificates are of, and one that has nothing to do with them. */
  readonly authority: string;
  readonly otherAuthority: string;
  /** What the server shows: the files that its command line names. */
  readonly certificate: string;
  readonly key: string;
  /** Has the server show another one of its certificates, once it has read the files again. */
  readonly use: (kind: 'valid' | 'expired' | 'otherHost') => Promise<void>;
}

/** Whether certificates can be made on this machine. */
export const hasOpenssl = (await findProgram('openssl', process.env['PATH'])) !== undefined;

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes two authorities, and certificates of the first: for 127.0.0.1 and localhost, one that is over, one for elsewhere. */
export async function makeCertificates(directory: string): Promise<Certificates> {
  await mkdir(directory, { recursive: true });
  const run = (...parameters: string[]): Promise<string> =>
    runProgram('openssl', parameters, { environment: process.env, directory });
  for (const name of ['authority', 'otherAuthority']) {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
    await run('req', '-x509', ...newKey, ...files, '-subj', `/CN=${name}`, '-days', '2');
  }
  await run('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server');
  const issue = async (kind: string, names: string, days: string): Promise<void> => {
    await writeFile(join(directory, 'names'), `subjectAltName=${names}\n`);
    const authority = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial'];
    const files = ['-in', 'server.csr', '-extfile', 'names', '-out', `${kind}.pem`];
    await run('x509', '-req', ...authority, ...files, '-days', days);
  };
  await issue('valid', 'IP:127.0.0.1,DNS:localhost', '2');
  await issue('expired', 'IP:127.0.0.1,DNS:localhost', '-1');
  await issue('otherHost', 'DNS:database.example', '2');
  const certificate = join(directory, 'server.pem');
  const use = (kind: string): Promise<void> => copyFile(join(directory, `${kind}.pem`), certificate);
  await use('valid');
  return {
    authority: join(directory, 'authority.pem'),
    otherAuthority: join(directory, 'otherAuthority.pem'),
    certificate,
    key: join(directory, 'server.key'),
    use,
  };
}
