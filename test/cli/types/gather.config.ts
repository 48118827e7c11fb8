import { defineConfig } from 'gather-graphql';

export default defineConfig({
  types: 'type Badge { text: String! holder: User level: Level! } enum Level { GOLD SILVER }',
  pageSizeMax: 500,
  extend: {
    User: (user) => ({
      badge: user.field('Badge', {
        needs: ['id', 'name', 'managerId'],
        load: (users) =>
          users.map(({ id, name }) => (name === '' ? null : { text: name, holder: id, level: 'GOLD' })),
      }),
      need: user.field('String', {
        needs: ['nmae'],
        load: (users) => users.map(() => 'x'),
      }),
      value: user.field('Int!', {
        needs: ['name'],
        load: (users) => users.map(({ name }) => name),
      }),
      single: user.field('String', {
        needs: ['name'],
        load: (only) => only.name,
      }),
      half: user.field('Membership', {
        needs: ['id'],
        load: (users) => users.map(({ id }) => ({ userId: id })),
      }),
    }),
    Persn: () => ({}),
  },
});
