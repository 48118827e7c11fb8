import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createGateway } from 'gather-graphql';

const gateway = await createGateway({ schema: 'prisma/schema.prisma', env: process.env });
const app = new Hono();
app.get('/hello', (context) => context.text('Hello'));
app.all('/graphql', (context) => gateway.fetch(context.req.raw));
app.all('/graphql/*', (context) => gateway.fetch(context.req.raw));

const options = { fetch: app.fetch, port: Number(process.env['PORT'] ?? 4000), hostname: '127.0.0.1' };
const server = serve(options, (address) => console.log(`Listening: ${JSON.stringify(address)}`));
process.once('SIGTERM', () => {
  server.close();
  void gateway.close();
});
