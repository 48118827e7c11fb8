import { describe, expect, test } from 'vitest';
import { buildLog } from '../src/log.ts';

describe('Log', () => {
  test('never shows credentials', () => {
    const lines: string[] = [];
    const log = buildLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
    const cause = new Error('cannot reach mariadb://gather:s3cret@db.internal:3306/app');
    log.warn(
      {
        error: new Error('not ready', { cause }),
        request: { headers: { authorization: 's3cret', cookie: 's3cret' } },
      },
      'x',
    );
    log.info({ password: 's3cret', database: 'mysql://root:s3cret@localhost/app' });
    const text = lines.join('');
    expect(text).not.toContain('s3cret');
    expect(text).toContain('mariadb://gather:[redacted]@db.internal:3306/app');
  });

  test('writes nothing below its level', () => {
    const lines: string[] = [];
    const log = buildLog({ level: 'warn', destination: { write: (line) => void lines.push(line) } });
    log.info('quiet');
    log.warn('loud');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['loud']);
  });
});
