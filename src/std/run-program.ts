import { execFile } from 'node:child_process';

/** The ids of a user and a group, for programs that refuse to be run by root. */
export interface ProcessUser {
  readonly uid: number;
  readonly gid: number;
}

/** The options of a command. Its environment is given in full, and nothing is inherited. */
export interface RunCommandOptions {
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly directory?: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** The user to run it as. Only root may set it. */
  readonly user?: ProcessUser | undefined;
  /** The number of the last output lines in the error of a failure. */
  readonly linesShown?: number;
}

/** A command that failed. The message holds the command and its last output lines. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

const outputMaxBytes = 64 * 1024 * 1024;
const timeoutMsDefault = 600_000;
const linesShownDefault = 15;

/**
 * Runs a program without a shell and resolves to its standard output.
 * @throws CommandError if it cannot be started, ends with another code than 0, or takes longer than
 * `timeoutMs`.
 */
export function runProgram(
  program: string,
  parameters: readonly string[],
  options: RunCommandOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = {
      cwd: options.directory,
      env: { ...options.environment },
      ...options.user,
      signal: options.signal,
      timeout: options.timeoutMs ?? timeoutMsDefault,
      maxBuffer: outputMaxBytes,
    };
    execFile(program, [...parameters], settings, (error, output, complaints) => {
      if (error === null) resolve(output);
      else if (options.signal?.aborted) reject(error);
      else {
        const lines = lastLines(`${output}\n${complaints}`, options.linesShown ?? linesShownDefault);
        reject(new CommandError(describeFailure(program, parameters, error, lines)));
      }
    });
  });
}

function describeFailure(
  program: string,
  parameters: readonly string[],
  error: { readonly code?: number | string | null | undefined; readonly killed?: boolean | undefined },
  lines: string,
): string {
  const how = error.killed ? 'was ended after its deadline' : `failed with ${error.code ?? 'a signal'}`;
  return `${[program, ...parameters].join(' ')} ${how}${lines === '' ? '' : `:\n${lines}`}`;
}

/** Returns the last lines of a text that are not empty. */
export function lastLines(text: string, count: number): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-count).join('\n');
}
