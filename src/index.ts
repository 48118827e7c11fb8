export {
  createGateway,
  type EmbeddedConfig,
  type EmbeddedGateway,
  type ExecuteOptions,
  type ExecuteResult,
} from './create-gateway.ts';
export {
  type ApiKeyDefinition,
  type GivenViewer,
  type TokenDefinition,
  type ViewerCredentials,
  type ViewerDefinition,
  type ViewerRowDefinition,
} from './rules/viewer/viewer-definition.ts';
export { ConfigError } from './config.ts';
export { defineConfig, type GatherConfig } from './define-config.ts';
export { type UserConfig } from './user-config.ts';
export { ModelError } from './prisma-schema/model-error.ts';
export { GatherError } from './errors.ts';
export {
  type Extend,
  type LooseBuilder,
  type ModelBuilder,
  type OwnOptions,
  type RootBuilder,
} from './own/builders.ts';
export { each } from './own/each.ts';
export { type OwnContext, type SqlRows } from './own/own-context.ts';
// With every name, since only then can a project add to `Register` through this module.
export * from './own/register.ts';
