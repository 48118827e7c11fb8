import express from 'express';
import { createGateway } from 'gather-graphql';

const gateway = await createGateway({ schema: 'prisma/schema.prisma', env: process.env });
const app = express();
app.use(express.json());
app.get('/hello', (_, response) => void response.send('Hello'));
app.use(gateway.handler);

const server = app.listen(Number(process.env['PORT'] ?? 4000), '127.0.0.1', () =>
  console.log(`Listening: ${JSON.stringify(server.address())}`),
);
process.once('SIGTERM', () => {
  server.close();
  void gateway.close();
});
