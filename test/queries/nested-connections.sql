-- users (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t;

-- users.nodes.memberships (keys: 3, rows: 4)
SELECT p.i, p.n, t.`userId`, t.`teamId`, t.`joinedAt` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`joinedAt` DESC, t.`userId`, t.`teamId`) AS n, t.`userId` AS c0, t.`teamId` AS c1 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t WHERE t.`userId` = k.k0) AS p STRAIGHT_JOIN `Membership` AS t ON t.`userId` = p.c0 AND t.`teamId` = p.c1 WHERE p.n <= ?;

-- users.nodes.reports (keys: 3, rows: 3)
SELECT k.i, t.`id`, t.`name` FROM (SELECT k.*, COALESCE((SELECT e.`id` FROM `User` AS e FORCE INDEX (`User_managerId_idx`) WHERE e.`managerId` = k.k0 AND e.`name` LIKE ? ESCAPE '!' ORDER BY e.`managerId`, e.`id` LIMIT 1 OFFSET ?), 2147483647) AS e0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k LIMIT 2147483648) AS k STRAIGHT_JOIN `User` AS r FORCE INDEX (`User_managerId_idx`) STRAIGHT_JOIN `User` AS t ON t.`id` = r.`id` WHERE r.`managerId` >= k.k0 AND r.`managerId` <= k.k0 AND r.`id` <= k.e0 AND (t.`name` LIKE ? ESCAPE '!') IS TRUE;

-- users.nodes.memberships.totalCount (keys: 3, rows: 2)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t WHERE t.`userId` = k.k0 GROUP BY k.i;

-- users.nodes.reports.totalCount (keys: 3, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t WHERE t.`managerId` = k.k0 AND t.`name` LIKE ? ESCAPE '!' GROUP BY k.i;
