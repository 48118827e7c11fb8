import { z } from 'zod';
import type { Config, GivenSetting } from './config.ts';
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';
import { findNearest } from './std/find-nearest.ts';

/** The text forms of a setting in the environment, besides its value in code. */
type Input<T> = T extends boolean
  ? boolean | 'true' | 'false' | '1' | '0' | 'on' | 'off'
  : T extends number
    ? number | `${number}`
    : T extends readonly string[]
      ? readonly string[] | string
      : T;

/** Settings that cannot stand in a file. Two of them name files themselves, and one has a shorter name. */
type NotInFile = 'envFile' | 'configFile' | 'prismaSchema';

/**
 * A configuration in code, as `gather.config.ts` exports it and `createGateway` takes it. Any setting may
 * stand in it under its name. The environment takes precedence.
 */
export type UserConfig = {
  readonly [Name in Exclude<keyof typeof settings, NotInFile>]?: Input<Config[Name]> | undefined;
} & {
  /** The Prisma schema: a `.prisma` file, a folder of them, or the output of `gather model`. */
  readonly schema?: string | undefined;
};

/** A fault of a configuration in code. */
export interface UserConfigFault {
  /** The property. */
  readonly name: string;
  readonly message: string;
}

/** The names of the settings by the properties of a configuration. */
export const settingsByProperty: ReadonlyMap<string, Setting<unknown>> = new Map(
  Object.entries<Setting<unknown>>(settings).flatMap(([name, setting]): [string, Setting<unknown>][] => {
    if (name === 'envFile' || name === 'configFile') return [];
    return [[name === 'prismaSchema' ? 'schema' : name, setting]];
  }),
);

/** The variables of settings that are paths. In a file they are relative to it. */
export const pathVariables: readonly string[] = ['PRISMA_SCHEMA', 'DATABASE_URL_FILE', 'PRIVATE_DIRECTORY'];

/** The properties of a configuration that are no settings: own code and viewers. */
const definitions: readonly string[] = ['types', 'extend', 'prisma', 'viewer'];

/**
 * Reads the settings of a configuration in code by their variables. Values become the texts that the
 * environment would have, so that both are parsed in one way.
 * @param others are properties that the caller reads itself.
 */
export function readUserConfig(
  config: Readonly<Record<string, unknown>>,
  others: readonly string[] = [],
): {
  readonly given: ReadonlyMap<string, GivenSetting>;
  readonly faults: readonly UserConfigFault[];
} {
  const given = new Map<string, GivenSetting>();
  const faults: UserConfigFault[] = [];
  for (const [name, value] of Object.entries(config)) {
    if (others.includes(name) || definitions.includes(name)) continue;
    const setting = settingsByProperty.get(name);
    if (setting === undefined) faults.push({ name, message: describeUnknown(name, others) });
    else if (value !== undefined && value !== '') {
      const text = writeText(name, setting, value);
      const shown = describe(value);
      if (text === undefined)
        faults.push({ name, message: `expected ${describeForms(setting)}, got ${shown}` });
      else given.set(setting.variable, { name, text, shown });
    }
  }
  return { given, faults };
}

/** Writes a value as the environment would have it. Returns undefined if it has another type. */
function writeText(name: string, setting: Setting<unknown>, value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (name === 'production' && typeof value === 'boolean') return value ? 'production' : 'development';
  if (isText(setting)) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const isList = Array.isArray(value) && Array.isArray(setting.default);
  return isList && value.every((each) => typeof each === 'string' && !each.includes(','))
    ? value.join(',')
    : undefined;
}

/** Checks if a setting is a text in code too. Numbers, switches and lists are parsed from a text. */
function isText({ parser }: Setting<unknown>): boolean {
  return parser instanceof z.ZodString || parser instanceof z.ZodEnum;
}

function describeForms(setting: Setting<unknown>): string {
  if (isText(setting)) return 'a text';
  return Array.isArray(setting.default) ? 'a list of texts' : 'a number, a switch or a text';
}

function describeUnknown(name: string, others: readonly string[]): string {
  if (name === 'prismaSchema') return 'expected the name schema';
  const byVariable = [...settingsByProperty].find(([, { variable }]) => variable === name)?.[0];
  const names = [...settingsByProperty.keys(), ...definitions, ...others];
  const meant = byVariable ?? findNearest(name, names);
  return `not a setting${meant === undefined ? '' : `. Did you mean ${meant}?`}`;
}

/** Describes a value in a message, shortened. */
function describe(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return JSON.stringify(value).slice(0, shownMax);
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? JSON.stringify(value).slice(0, shownMax) : String(value);
}

const shownMax = 200;
