import { each, GatherError, type OwnOptions } from '../../../src/index.ts';

export const own: OwnOptions = {
  types: `
    "A picture of a person."
    type Avatar { url: String! width: Int! }`,
  extend: {
    User: (user) => ({
      initials: user.field('String!', {
        needs: ['name'],
        load: (users) => users.map((each) => each.name.replaceAll(/\P{Lu}/gu, '')),
      }),
      avatar: user.field('Avatar', {
        needs: ['email'],
        args: { size: 'Int = 64' },
        timeoutMs: 500,
        load: (users, { size }) =>
          users.map(({ email }) => ({ url: `/avatars/${email}?size=${size}`, width: size })),
      }),
      mentor: user.field('User', {
        needs: ['id', 'managerId'],
        load: (users) => users.map(({ managerId }) => managerId),
      }),
      summary: user.field('String', { needs: ['bio'], worker: './summarise.ts' }),
      legacy: user.field('String', {
        needs: ['id'],
        load: each((row: { id: string }) => Promise.resolve(`user ${row.id}`)),
      }),
    }),
    Query: (query) => ({
      oldest: query.field('User', {
        statements: 1,
        resolve: async (_, { sql }) => {
          const [first] = await sql<{ id: number }>`SELECT id FROM User ORDER BY createdAt, id LIMIT 1`;
          return first?.id;
        },
      }),
    }),
    Mutation: (mutation) => ({
      promote: mutation.field('User!', {
        args: { userId: 'ID!' },
        resolve: async ({ userId }, { graphql, after, log }) => {
          if (userId === '1') throw new GatherError('FORBIDDEN', 'User 1 stays as it is.');
          await graphql('mutation ($id: ID!) { updateUser(id: $id, data: { role: ADMIN }) { id } }', {
            id: userId,
          });
          after(() => log.info({ userId }, 'Promoted'));
          return userId;
        },
      }),
    }),
  },
  folder: import.meta.dirname,
};
