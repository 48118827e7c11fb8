export {
  createGateway,
  type EmbeddedConfig,
  type EmbeddedGateway,
  type ExecuteOptions,
  type ExecuteResult,
} from './create-gateway.ts';
export { ConfigError } from './config.ts';
export { defineConfig, type UserConfig } from './user-config.ts';
export { ModelError } from './prisma-schema/model-error.ts';
