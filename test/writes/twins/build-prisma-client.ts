import * as runtime from '@prisma/client/runtime/client';
import type { PrismaClientLike } from '../../../src/database/prisma/prisma-clients.ts';
import type { ModelSource } from '../../../src/model/model.ts';

/** What Prisma's client can be told of one model: `create`, `updateMany` and so on, each with its arguments. */
export type PrismaDelegate = Readonly<Record<PrismaAction, (args: object) => Promise<unknown>>>;

/** The calls that write. */
export type PrismaAction =
  'create' | 'createMany' | 'update' | 'updateMany' | 'upsert' | 'delete' | 'deleteMany';

/** Prisma's client for the models of one schema. */
export interface PrismaClient extends AsyncDisposable {
  /** The delegate of a model, by its name in the Prisma schema. */
  readonly delegate: (model: string) => PrismaDelegate;
}

type Adapter = NonNullable<runtime.PrismaClientOptions['adapter']>;
type DataModel = Parameters<typeof runtime.dmmfToRuntimeDataModel>[0];

/** Prisma's compiler of calls, of which there are no types: the names are put together so that none are looked for. */
const compiler = '@prisma/client/runtime/query_compiler_fast_bg.mysql';

/** Three counts of nothing: with no description of the parameters each call is compiled by itself. */
const noParameters = { strings: [], graph: 'AAAA' };

/**
 * Builds Prisma's client out of what the model generator has written, as the code that `prisma generate` writes would: so
 * any schema is written to, also where Prisma's command line is not installed.
 */
export function buildPrismaClient(source: ModelSource, adapter: Adapter): PrismaClient {
  const client = buildWholePrismaClient(source, adapter);
  return {
    delegate: (model) => {
      const name = model.charAt(0).toLowerCase() + model.slice(1);
      return Reflect.get(client, name) as PrismaDelegate; // the client makes its delegates when they are asked for
    },
    [Symbol.asyncDispose]: () => client.$disconnect(),
  };
}

/** Builds the same client with all that it has. */
export function buildWholePrismaClient(source: ModelSource, adapter: Adapter): PrismaClientLike {
  // as Prisma itself wrote it
  const dataModel = { ...source, types: [], indexes: [] } as unknown as DataModel;
  const Client = runtime.getPrismaClient({
    previewFeatures: [],
    clientVersion: '',
    engineVersion: '',
    activeProvider: 'mysql',
    inlineSchema: source.schema,
    runtimeDataModel: runtime.dmmfToRuntimeDataModel(dataModel),
    parameterizationSchema: noParameters,
    compilerWasm: {
      getRuntime: () => import(`${compiler}.mjs`),
      getQueryCompilerWasmModule: async () => {
        const { wasm } = (await import(`${compiler}.wasm-base64.mjs`)) as { readonly wasm: string }; // its code as base64
        return new WebAssembly.Module(Buffer.from(wasm, 'base64'));
      },
      importName: './query_compiler_fast_bg.js',
    },
  });
  return new Client({ adapter, queryPlanCacheMaxSize: 0 });
}
