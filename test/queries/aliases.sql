-- one, same (keys: 1, rows: 1)
SELECT 1, t.`email`, t.`name` FROM `User` AS t WHERE t.`id` = ?;

-- users (keys: 1, rows: 2)
SELECT t.`id` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.nodes.again, users.nodes.first (keys: 2, rows: 2)
SELECT k.i, t.`id`, t.`title` FROM (SELECT k.*, COALESCE((SELECT e.`id` FROM `Post` AS e FORCE INDEX (`Post_authorId_idx`) WHERE e.`authorId` = k.k0 ORDER BY e.`authorId`, e.`id` LIMIT 1 OFFSET ?), 2147483647) AS e0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k LIMIT 2147483648) AS k STRAIGHT_JOIN `Post` AS r FORCE INDEX (`Post_authorId_idx`) STRAIGHT_JOIN `Post` AS t ON t.`id` = r.`id` WHERE r.`authorId` >= k.k0 AND r.`authorId` <= k.k0 AND r.`id` <= k.e0;

-- users.nodes.latest (keys: 2, rows: 2)
SELECT p.i, p.n, t.`id` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`createdAt` DESC, t.`id`) AS n, t.`id` AS c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0) AS p STRAIGHT_JOIN `Post` AS t ON t.`id` = p.c0 WHERE p.n <= ?;
