import { defineConfig, GatherError } from 'gather-graphql';

/** The service that takes the money: payments.ts. */
const payments = process.env['PAYMENTS_URL'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  types: 'type Money { amount: Decimal! currency: String! }',
  extend: {
    Customer: (customer) => ({
      fullName: customer.field('String!', {
        needs: ['firstName', 'lastName'],
        load: (customers) => customers.map((each) => `${each.firstName} ${each.lastName}`),
      }),
      // Own SQL answers keys. Gather loads the orders, with what the document selects.
      latestOrder: customer.sql('Order', {
        needs: ['id'],
        sql: `SELECT k.i, MAX(o.id) AS id
              FROM $keys AS k JOIN orders AS o ON o.customer_id = k.id
              GROUP BY k.i`,
      }),
    }),
    Product: (product) => ({
      cost: product.field('Money!', {
        needs: ['price'],
        args: { currency: 'String! = "EUR"' },
        load: (products, { currency }) => products.map(({ price }) => ({ amount: price, currency })),
      }),
    }),
    Mutation: (mutation) => ({
      payOrder: mutation.field('Order!', {
        args: { orderId: 'ID!' },
        timeoutMs: 1_000,
        resolve: async ({ orderId }, { sql, signal }) => {
          const { affectedRows } = await sql`
            UPDATE orders SET state = 'paid' WHERE id = ${orderId} AND state = 'open'`;
          if (affectedRows === 0) throw new GatherError('BAD_USER_INPUT', 'There is no such open order.');
          // The signal ends the call at the deadline, and when the client goes away.
          const response = await fetch(`${payments}/payments/${orderId}`, { method: 'POST', signal });
          // Throwing rolls back: the order stays open.
          if (!response.ok) throw new GatherError('BAD_USER_INPUT', 'The payment was declined.');
          await sql`UPDATE orders SET receipt = ${await response.text()} WHERE id = ${orderId}`;
          return orderId;
        },
      }),
    }),
  },
});
