-- byCount (keys: 1, rows: 3)
SELECT t.`id`, (SELECT COUNT(*) FROM `Post` AS tn WHERE tn.`authorId` = t.`id`) FROM `User` AS t ORDER BY (SELECT COUNT(*) FROM `Post` AS tn WHERE tn.`authorId` = t.`id`) DESC, t.`id` LIMIT ?;

-- byManager, byManager.nodes.manager (keys: 1, rows: 3)
SELECT t.`id`, t.`name`, t.`managerId`, to0.`name` FROM `User` AS t LEFT JOIN `User` AS to0 ON to0.`id` = t.`managerId` ORDER BY to0.`name` DESC, t.`name`, t.`id` LIMIT ?;

-- byManagersCount (keys: 1, rows: 2)
SELECT t.`id`, (SELECT COUNT(*) FROM `User` AS to0n WHERE to0n.`managerId` = to0.`id`) FROM `User` AS t LEFT JOIN `User` AS to0 ON to0.`id` = t.`managerId` ORDER BY (SELECT COUNT(*) FROM `User` AS to0n WHERE to0n.`managerId` = to0.`id`) DESC, t.`id` LIMIT ?;

-- team (keys: 1, rows: 1)
SELECT 1, t.`id` FROM `Team` AS t WHERE t.`id` = ?;

-- withoutManagerFirst (keys: 1, rows: 2)
SELECT t.`id`, t.`managerId`, to1.`id` FROM `User` AS t LEFT JOIN `User` AS to0 ON to0.`id` = t.`managerId` LEFT JOIN `User` AS to1 ON to1.`id` = to0.`managerId` ORDER BY to1.`id`, t.`id` LIMIT ?;

-- team.memberships, team.memberships.nodes.user (keys: 1, rows: 3)
SELECT p.i, p.n, t.`userId`, t.`teamId`, ta0.`id`, ta0.`role`, p.x0, p.x1 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY to0.`role` DESC, (SELECT COUNT(*) FROM `Post` AS to0n WHERE to0n.`authorId` = to0.`id`), t.`userId`, t.`teamId`) AS n, t.`userId` AS c0, t.`teamId` AS c1, to0.`role` AS x0, (SELECT COUNT(*) FROM `Post` AS to0n WHERE to0n.`authorId` = to0.`id`) AS x1 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t LEFT JOIN `User` AS to0 ON to0.`id` = t.`userId` WHERE t.`teamId` = k.k0) AS p STRAIGHT_JOIN `Membership` AS t ON t.`userId` = p.c0 AND t.`teamId` = p.c1 LEFT JOIN `User` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`id` = t.`userId` WHERE p.n <= ?;

-- byManager.nodes.manager (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`name`, t.`role` FROM `User` AS t WHERE t.`id` = ?;

-- byCount.nodes.posts.totalCount (keys: 3, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0 GROUP BY k.i;
