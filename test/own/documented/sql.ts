import type { OwnOptions } from '../../../src/index.ts';

export const ownSql: OwnOptions = {
  extend: {
    User: (user) => ({
      latestPost: user.sql('Post', {
        needs: ['id'],
        sql: `SELECT k.i, MAX(p.id) AS id
              FROM $keys AS k JOIN Post AS p ON p.authorId = k.id
              GROUP BY k.i`,
      }),
      teamsAs: user.sql('[Team!]!', {
        needs: ['id'],
        args: { roles: '[MembershipRole!]! = [OWNER]' },
        sql: `SELECT k.i, m.teamId AS id
              FROM $keys AS k JOIN Membership AS m ON m.userId = k.id
              WHERE m.role IN ($roles)
              ORDER BY m.teamId`,
      }),
    }),
  },
};
