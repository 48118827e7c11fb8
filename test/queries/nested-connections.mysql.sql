-- users (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t;

-- users.nodes.memberships (keys: 3, rows: 4)
SELECT k.i, t.`userId`, t.`teamId`, t.`joinedAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`userId` AS c0, t.`teamId` AS c1 FROM `Membership` AS t WHERE t.`userId` = k.k0 ORDER BY t.`userId`, t.`joinedAt` DESC, t.`userId`, t.`teamId` LIMIT ?) AS s STRAIGHT_JOIN `Membership` AS t ON t.`userId` = s.c0 AND t.`teamId` = s.c1;

-- users.nodes.reports (keys: 3, rows: 3)
SELECT k.i, t.`id`, t.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0 FROM `User` AS t WHERE t.`managerId` = k.k0 AND t.`name` LIKE ? ESCAPE '!' ORDER BY t.`managerId`, t.`id` LIMIT ?) AS s STRAIGHT_JOIN `User` AS t ON t.`id` = s.c0;

-- users.nodes.memberships.totalCount (keys: 3, rows: 2)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t WHERE t.`userId` = k.k0 GROUP BY k.i;

-- users.nodes.reports.totalCount (keys: 3, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t WHERE t.`managerId` = k.k0 AND t.`name` LIKE ? ESCAPE '!' GROUP BY k.i;
