import type { Config } from '../config.ts';
import type { Models } from '../model/model.ts';
import type { LoadedModels } from './load-models.ts';
import { writeLookupExample } from '../schema/example-query.ts';

/** The facts about a gateway that has started. */
export interface StartDescription {
  readonly url: string;
  /** `true` for the private database of the project. */
  readonly isPrivate: boolean;
  readonly models: Models;
  readonly config: Config;
  readonly origin: LoadedModels['origin'];
}

/** Describes a started gateway: its address, a first query, and the database. */
export function describeStart({ url, isPrivate, models, config, origin }: StartDescription): string {
  const { databaseUrlFile, graphiql, privateDirectory, prismaSchema, processes, production } = config;
  const lines = [
    ['GraphQL', `${url}/graphql`],
    ...(graphiql ? [['GraphiQL', `${url}/graphql in a browser`]] : []),
    ['Try', writeLookupExample(models)],
    ...(isPrivate
      ? [
          ['Database', `a private one with demo data, in ${privateDirectory}`],
          [
            'Your own',
            'DATABASE_URL=mysql://user:password@host:3306/name PRISMA_SCHEMA=../app/prisma/schema.prisma npm start',
          ],
        ]
      : [['Database', `the one that DATABASE_URL${databaseUrlFile === undefined ? '' : '_FILE'} names`]]),
    ...(prismaSchema === undefined ? [] : [['Schema', prismaSchema]]),
    ...(origin === 'pulled' ? [['Schema', 'that of the database; `gather pull` writes it to a file']] : []),
    ...(production ? [] : [['Mode', describeMode(config)]]),
    ...(processes === 1 ? [] : [['Processes', String(processes)]]),
    ['Stop', 'Ctrl-C'],
  ];
  const text = lines.map(([name = '', what = '']) => `  ${name.padEnd(10)}${what}`).join('\n');
  return `\nGather is ready.\n\n${text}\n\n`;
}

/** Names the features of development that everybody who reaches the port can use. */
function describeMode({ graphiql, introspection, trace }: Config): string {
  const shown = [
    ...(graphiql ? ['GraphiQL'] : []),
    ...(introspection ? ['introspection'] : []),
    ...(trace ? ['traces'] : []),
  ];
  if (shown.length === 0) return 'development';
  const names = new Intl.ListFormat('en-GB').format(shown);
  const [verb, object] = shown.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `development: ${names} ${verb} on; NODE_ENV=production turns ${object} off`;
}
