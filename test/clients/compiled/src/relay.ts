import { Environment, type FetchFunction, Network, RecordSource, Store } from 'relay-runtime';

export function buildRelayEnvironment(url: string): Environment {
  const send: FetchFunction = async ({ text, name }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, operationName: name, variables }),
    });
    return await response.json();
  };
  return new Environment({
    network: Network.create(send),
    store: new Store(new RecordSource()),
    // By default rows are kept by `id`, which two rows of different types may share.
    getDataID: ({ nodeId }) => nodeId,
  });
}
