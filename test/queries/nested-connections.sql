-- users (keys: 1, rows: 4)
SELECT t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId`, t.`createdAt`, t.`updatedAt` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t;

-- users.nodes.memberships (keys: 3, rows: 4)
SELECT i, n, c0, c1, c2, c3 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`joinedAt` DESC, t.`userId`, t.`teamId`) AS n, t.`userId` AS c0, t.`teamId` AS c1, t.`role` AS c2, t.`joinedAt` AS c3 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t ON t.`userId` = k.k0) AS p WHERE n <= ?;

-- users.nodes.reports (keys: 3, rows: 6)
SELECT i, n, c0, c1, c2, c3, c4, c5, c6 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`id`) AS n, t.`id` AS c0, t.`email` AS c1, t.`name` AS c2, t.`role` AS c3, t.`managerId` AS c4, t.`createdAt` AS c5, t.`updatedAt` AS c6 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`managerId` = k.k0 AND t.`name` LIKE ? ESCAPE '!') AS p WHERE n <= ?;

-- users.nodes.memberships.totalCount (keys: 3, rows: 2)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t ON t.`userId` = k.k0 GROUP BY k.i;

-- users.nodes.reports.totalCount (keys: 3, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`managerId` = k.k0 AND t.`name` LIKE ? ESCAPE '!' GROUP BY k.i;
