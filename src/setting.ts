import proxyAddress from 'proxy-addr';
import { z } from 'zod';

/** A row of the settings table, which docs/settings.md shows and `readConfig` parses. */
export interface Setting<T> {
  readonly variable: string;
  readonly parser: z.ZodType<T>;
  readonly default: T;
  readonly sentence: string;
}

/** A parser of switches: `true`, `1` and `on`, or their opposites. */
export const onOff = z
  .enum(['true', 'false', '1', '0', 'on', 'off'], { error: 'expected true or false' })
  .transform((text) => text === 'true' || text === '1' || text === 'on');

/** Builds a parser of whole numbers from `least` to `most` in decimal digits. */
export function wholeNumber(least: number, most: number): z.ZodType<number> {
  const wanted = `expected a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, wanted)
    .transform(Number)
    .refine((value) => value >= least && value <= most, wanted);
}

/** A parser of origins, separated by commas. */
export const originList = buildList(
  (origins) => origins.every((origin) => URL.parse(origin)?.origin === origin),
  'expected origins such as https://app.example.com, separated by commas',
);

/** A parser of addresses and ranges of proxies, separated by commas. */
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

/** Builds a row of the settings table. */
export function setting<T>(
  variable: string,
  parser: z.ZodType<T>,
  fallback: T,
  sentence: string,
): Setting<T> {
  return { variable, parser, default: fallback, sentence };
}
