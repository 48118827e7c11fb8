import Fastify from 'fastify';
import { createGateway } from 'gather-graphql';

const gateway = await createGateway({ schema: 'prisma/schema.prisma', env: process.env });
const fastify = Fastify();
fastify.get('/hello', () => 'Hello');
for (const path of ['/graphql', '/graphql/*']) {
  fastify.all(path, (request, reply) => {
    reply.hijack();
    // Fastify has read the body, so it is passed on.
    gateway.handler(Object.assign(request.raw, { body: request.body }), reply.raw);
  });
}

await fastify.listen({ port: Number(process.env['PORT'] ?? 4000), host: '127.0.0.1' });
console.log(`Listening: ${JSON.stringify(fastify.server.address())}`);
process.once('SIGTERM', () => {
  void fastify.close();
  void gateway.close();
});
