import { expect, test } from 'vitest';
import { withArticle } from '../../src/model/naming.ts';

test.each([
  ['Order', 'an Order'],
  ['Int', 'an Int'],
  ['UnsignedInt', 'an UnsignedInt'],
  ['Update', 'an Update'],
  ['User', 'a User'],
  ['Unit', 'a Unit'],
  ['Euro', 'a Euro'],
  ['OneTimeCode', 'a OneTimeCode'],
  ['Post', 'a Post'],
  ['HourOfDay', 'an HourOfDay'],
  ['SMSLog', 'an SMSLog'],
  ['Sms', 'a Sms'],
  ['URLEntry', 'a URLEntry'],
  ['XRay', 'an XRay'],
])('%s is %s within a sentence', (type, written) => {
  expect(withArticle(type)).toBe(written);
});
