/** Selects what npm needs to reach the machine's registry: its address, its proxy and its certificates. */
export function registryEnvironment(): Readonly<Record<string, string | undefined>> {
  const names =
    /^npm_config_(?:registry|cafile)$|^(?:no|https?)_proxy$|^NODE_EXTRA_CA_CERTS$|^YARN_NPM_REGISTRY_SERVER$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name)));
}
