import { readFile } from 'node:fs/promises';
import { Command, CommanderError, Option } from 'commander';
import { ConfigError } from '../config.ts';
import { findNearest } from '../std/find-nearest.ts';
import type { CommandHost } from './command-host.ts';
import { describeError } from './describe-error.ts';
import { runInit } from './init.ts';
import { runMigrate } from './migrate.ts';
import { printModel } from './print-model.ts';
import { project } from './project.ts';
import { type PullOptions, runPull } from './pull.ts';
import { WorkerError } from './worker-process.ts';
import { runTypes } from './write-types.ts';
import { runWorker } from './run-worker.ts';
import { printSchema } from './schema.ts';
import type { StartOptions } from './prepare-database.ts';
import { runStart } from './start.ts';

/**
 * Runs the command line. Returns the exit code: 0 for success, 2 for invalid settings or arguments, 1 for
 * any other error.
 */
export async function runCommand(host: CommandHost): Promise<number> {
  let exitCode = 0;
  try {
    const program = await buildProgram(host, (code) => (exitCode = code));
    refuseUnknown(program, host.arguments);
    await program.parseAsync([...host.arguments], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    host.writeError(`${describeError(error)}\n`);
    if (error instanceof WorkerError) return error.exitCode;
    return error instanceof ConfigError ? 2 : 1;
  }
}

async function buildProgram(host: CommandHost, end: (exitCode: number) => void): Promise<Command> {
  const { version } = JSON.parse(await readFile(project.manifest, 'utf8')) as { version: string }; // npm wants one
  const program = new Command('gather')
    .version(version)
    .description('A GraphQL gateway for MySQL and MariaDB that cannot make an N+1.')
    .configureOutput({ writeOut: host.writeOut, writeErr: host.writeError })
    .addHelpText('after', help)
    .exitOverride();
  program
    .command('start', { isDefault: true })
    .description(
      'Serve the database in DATABASE_URL. Without it, serve a private database, except in production.',
    )
    .option('--seed', 'fill empty tables with demo data (default for a private database)')
    .option('--no-seed', 'leave empty tables empty, even if they were just created')
    .option('--no-migrate', 'do not apply migrations, even to an empty database')
    .option('--watch', 'reload when the configuration, what it imports, or the schema changes', false)
    .option('--reload', 'reload on SIGHUP even if there is one process, by running a second one', false)
    .action(async (options: Omit<StartOptions, 'seed'> & { readonly seed?: boolean }) => {
      end(await runStart(host, { ...options, seed: options.seed }));
    });
  program
    .command('init')
    .description(
      'Write gather.config.ts, gather-env.d.ts and a script into this project. Nothing is overwritten.',
    )
    .action(() => runInit(host));
  program
    .command('pull')
    .description(
      'Write the Prisma schema of the database in DATABASE_URL, or bring an edited one up to date.',
    )
    .addOption(
      new Option(
        '--names <style>',
        'names of models and fields: those of the database as they are, or pleasant ones',
      )
        .choices(['pleasant', 'as-is'])
        .default('pleasant'),
    )
    .option('--print', 'print the schema instead of writing its file', false)
    .action((options: PullOptions) => runPull(host, options));
  program
    .command('types')
    .description('Write gather-env.d.ts, the types of the models for own code in gather.config.ts.')
    .action(() => runTypes(host));
  program
    .command('migrate')
    .description('Apply the pending migrations in the folder next to the Prisma schema.')
    .option('--idempotency', 'also create the table that stores answers by Idempotency-Key', false)
    .action((options: { idempotency: boolean }) => runMigrate(host, options));
  program
    .command('schema')
    .description('Print the GraphQL schema.')
    .action(() => printSchema(host));
  program
    .command('model')
    .description(
      'Print the data model of the Prisma schema as JSON. A gateway with it in PRISMA_SCHEMA parses no schema.',
    )
    .action(() => printModel(host));
  const { primary } = host;
  if (primary !== undefined) {
    // `start` runs it if PROCESSES is above 1. A person cannot.
    program.command('worker', { hidden: true }).action(async () => end(await runWorker(host, primary)));
  }
  return program;
}

/** Refuses a first argument that is not a command. Commander would pass it to the default command. */
function refuseUnknown(program: Command, [first = '-']: readonly string[]): void {
  const names = program.commands.map((command) => command.name());
  if (first.startsWith('-') || first === 'help' || names.includes(first)) return;
  const nearest = findNearest(first, names);
  program.error(
    `error: unknown command '${first}'${nearest === undefined ? '' : `\n(Did you mean ${nearest}?)`}\n` +
      `Commands: ${names.join(', ')}. \`gather --help\` describes them.`,
  );
}

const help = `
Examples:
  gather pull                                     write prisma/schema.prisma from the database in DATABASE_URL
  gather start                                    serve a private demo database
  DATABASE_URL=mysql://me@localhost/app PRISMA_SCHEMA=../app/prisma/schema.prisma gather
                                                  serve your own database, which is not altered
  gather schema > schema.graphql                  write the schema to a file, for a client's code generator

Settings are properties of gather.config.ts, lines of a file called .env, or environment variables, which take
precedence: docs/settings.md lists them all.`;
