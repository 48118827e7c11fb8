import proxyAddress from 'proxy-addr';
import { z } from 'zod';

/** One row of the settings table: what docs/settings.md shows and `readConfig` applies. */
export interface Setting<T> {
  readonly variable: string;
  readonly parser: z.ZodType<T>;
  readonly default: T;
  readonly sentence: string;
}

/** A switch, in the words that people write for one. */
export const onOff = z
  .enum(['true', 'false', '1', '0', 'on', 'off'], { error: 'expected true or false' })
  .transform((text) => text === 'true' || text === '1' || text === 'on');

/** Parses a whole number from `least` to `most`, written in decimal digits. */
export function wholeNumber(least: number, most: number): z.ZodType<number> {
  const wanted = `expected a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, wanted)
    .transform(Number)
    .refine((value) => value >= least && value <= most, wanted);
}

/** Origins of pages, separated by commas. */
export const originList = buildList(
  (origins) => origins.every((origin) => URL.parse(origin)?.origin === origin),
  'expected origins such as https://app.example.com, separated by commas',
);

/** Addresses of proxies, or ranges of them, separated by commas. */
export const proxyList = buildList((proxies) => {
  try {
    return Boolean(proxyAddress.compile([...proxies]));
  } catch {
    return false;
  }
}, 'expected addresses or ranges such as 10.0.0.0/8, separated by commas');

function buildList(
  isValid: (entries: readonly string[]) => boolean,
  wanted: string,
): z.ZodType<readonly string[]> {
  return z
    .string()
    .transform((text): readonly string[] =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    )
    .refine(isValid, wanted);
}

/** Makes a row of the settings table. */
export function setting<T>(
  variable: string,
  parser: z.ZodType<T>,
  fallback: T,
  sentence: string,
): Setting<T> {
  return { variable, parser, default: fallback, sentence };
}
