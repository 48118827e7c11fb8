-- users (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t;

-- users.nodes.memberships (keys: 3, rows: 4)
SELECT p.i, p.n, t.`userId`, t.`teamId`, t.`joinedAt` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0 DESC, s.o1, s.o2) AS n, s.c0, s.c1 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`userId` AS c0, t.`teamId` AS c1, t.`joinedAt` AS o0, t.`userId` AS o1, t.`teamId` AS o2 FROM `Membership` AS t WHERE t.`userId` = k.k0 ORDER BY t.`userId`, t.`joinedAt` DESC, t.`userId`, t.`teamId` LIMIT ?) AS s) AS p STRAIGHT_JOIN `Membership` AS t ON t.`userId` = p.c0 AND t.`teamId` = p.c1 WHERE p.n <= ?;

-- users.nodes.reports (keys: 3, rows: 3)
SELECT p.i, p.n, t.`name` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0, t.`id` AS o0 FROM `User` AS t WHERE t.`managerId` = k.k0 AND t.`name` LIKE ? ESCAPE '!' ORDER BY t.`managerId`, t.`id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `User` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- users.nodes.memberships.totalCount (keys: 3, rows: 2)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t WHERE t.`userId` = k.k0 GROUP BY k.i;

-- users.nodes.reports.totalCount (keys: 3, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t WHERE t.`managerId` = k.k0 AND t.`name` LIKE ? ESCAPE '!' GROUP BY k.i;
