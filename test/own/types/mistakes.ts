import type { OwnOptions } from '../../../src/index.ts';
import './register.ts';

/** Own fields without a mistake. */
export const right: OwnOptions['extend'] = {
  User: (user) => ({
    shout: user.field('String!', {
      needs: ['name'],
      load: (users) => users.map(({ name }) => name.toUpperCase()),
    }),
    avatar: user.field('Avatar', {
      needs: ['id'],
      args: { size: 'Int = 64', shape: 'String' },
      load: async (users, { size, shape }) =>
        users.map(({ id }) => (shape === null ? new Error('none') : { url: `/${id}`, width: size ?? 0 })),
    }),
    memberships: user.field('[Membership!]!', {
      needs: ['id'],
      load: (users) => users.map(({ id }) => [{ userId: id, teamId: '1' }]),
    }),
  }),
  Query: (query) => ({
    me: query.field('User', {
      statements: 1,
      resolve: async (_, { load }) => {
        const [user] = await load('User', ['1'], ['name']);
        return user && user.name === '' ? null : '1';
      },
    }),
  }),
};

/** Own fields with a mistake each, which the compiler expects. */
export const wrong: OwnOptions['extend'] = {
  User: (user) => ({
    // @ts-expect-error A need that is no field.
    need: user.field('Int', { needs: ['nmae'], load: (users) => users.map(() => 1) }),
    // @ts-expect-error A field that was not declared as needed.
    unread: user.field('String', { needs: ['id'], load: (users) => users.map(({ name }) => name) }),
    // @ts-expect-error A value of the wrong type.
    value: user.field('Int!', { needs: ['name'], load: (users) => users.map(({ name }) => name) }),
    // @ts-expect-error One value instead of one per row.
    single: user.field('String', { needs: ['name'], load: (users) => users[0]?.name }),
    half: user.field('Membership', {
      needs: ['id'],
      // @ts-expect-error Half of a composite key.
      load: (users) => users.map(({ id }) => ({ userId: id })),
    }),
    // @ts-expect-error A null where the type allows none.
    none: user.field('String!', { needs: ['bio'], load: (users) => users.map(({ bio }) => bio) }),
    // @ts-expect-error An argument that is not declared.
    argument: user.field('Int', { args: { size: 'Int!' }, load: (users, { sice }) => users.map(() => sice) }),
    // @ts-expect-error A part of an own type that is missing.
    part: user.field('Avatar', { load: (users) => users.map(() => ({ url: '/' })) }),
  }),
  // @ts-expect-error A model that does not exist.
  Usr: () => ({}),
};
