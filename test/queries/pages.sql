-- afterNobody (keys: 1, rows: 3)
SELECT t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId`, t.`createdAt`, t.`updatedAt` FROM `User` AS t WHERE (t.`managerId` IS NOT NULL OR (t.`managerId` IS NULL AND t.`id` > ?)) ORDER BY t.`managerId`, t.`id` LIMIT ?;

-- beforeNobody (keys: 1, rows: 2)
SELECT t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId`, t.`createdAt`, t.`updatedAt` FROM `User` AS t WHERE t.`id` < ? AND ((t.`managerId` < ? OR t.`managerId` IS NULL) OR (t.`managerId` = ? AND t.`id` > ?)) ORDER BY t.`managerId` DESC, t.`id` LIMIT ?;

-- user (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId`, t.`createdAt`, t.`updatedAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;

-- user.first (keys: 1, rows: 4)
SELECT i, n, c0, c1, c2, c3, c4, c5, c6 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`name` DESC, t.`id`) AS n, t.`id` AS c0, t.`email` AS c1, t.`name` AS c2, t.`role` AS c3, t.`managerId` AS c4, t.`createdAt` AS c5, t.`updatedAt` AS c6 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`managerId` = k.k0) AS p WHERE n <= ?;

-- user.second (keys: 1, rows: 4)
SELECT i, n, c0, c1, c2, c3, c4, c5, c6 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`name` DESC, t.`id`) AS n, t.`id` AS c0, t.`email` AS c1, t.`name` AS c2, t.`role` AS c3, t.`managerId` AS c4, t.`createdAt` AS c5, t.`updatedAt` AS c6 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`managerId` = k.k0 AND (t.`name` < ? OR (t.`name` = ? AND t.`id` > ?))) AS p WHERE n <= ?;

-- user.third (keys: 1, rows: 2)
SELECT i, n, c0, c1, c2, c3, c4, c5, c6 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`name` DESC, t.`id`) AS n, t.`id` AS c0, t.`email` AS c1, t.`name` AS c2, t.`role` AS c3, t.`managerId` AS c4, t.`createdAt` AS c5, t.`updatedAt` AS c6 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`managerId` = k.k0 AND (t.`name` < ? OR (t.`name` = ? AND t.`id` > ?))) AS p WHERE n <= ?;
