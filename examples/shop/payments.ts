// A service that takes money. It never answers for order 2, and declines the payment of order 3.
import { createServer } from 'node:http';

const port = Number(process.env['PAYMENTS_PORT'] ?? 4100);

const server = createServer((request, response) => {
  const [, orderId] = /^\/payments\/(\d+)$/.exec(request.url ?? '') ?? [];
  if (request.method !== 'POST' || orderId === undefined) response.writeHead(404).end();
  else if (orderId === '2') request.resume();
  else if (orderId === '3') response.writeHead(402).end();
  else response.end(`receipt-${orderId}`);
});
server.listen(port, '127.0.0.1', () => console.log(`Payments at ${JSON.stringify(server.address())}`));
