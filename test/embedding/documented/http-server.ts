import { createServer } from 'node:http';
import { createGateway } from '../../../src/index.ts';

const gateway = await createGateway({
  schema: 'prisma/schema.prisma',
  env: process.env, // DATABASE_URL and any other setting
});
const server = createServer(gateway.handler).listen(4000);

process.once('SIGTERM', () => {
  server.close();
  void gateway.close();
});
