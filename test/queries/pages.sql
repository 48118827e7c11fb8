-- afterNobody (keys: 1, rows: 2)
SELECT t.`id`, t.`managerId` FROM `User` AS t WHERE (t.`managerId` IS NOT NULL OR (t.`managerId` IS NULL AND t.`id` > ?)) ORDER BY t.`managerId`, t.`id` LIMIT ?;

-- beforeNobody (keys: 1, rows: 2)
SELECT t.`id`, t.`managerId` FROM `User` AS t WHERE t.`id` < ? AND ((t.`managerId` < ? OR t.`managerId` IS NULL) OR (t.`managerId` = ? AND t.`id` > ?)) ORDER BY t.`managerId` DESC, t.`id` LIMIT ?;

-- user (keys: 1, rows: 1)
SELECT 1, t.`id` FROM `User` AS t WHERE t.`id` = ?;

-- user.first (keys: 1, rows: 4)
SELECT p.i, p.n, t.`id`, t.`name` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`name` DESC, t.`id`) AS n, t.`id` AS c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t WHERE t.`managerId` = k.k0) AS p STRAIGHT_JOIN `User` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- user.second (keys: 1, rows: 4)
SELECT p.i, p.n, t.`id`, t.`name` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0 DESC, s.o1) AS n, s.c0 FROM ((SELECT 1 AS i, t.`id` AS c0, t.`name` AS o0, t.`id` AS o1 FROM `User` AS t WHERE t.`managerId` = ? AND (t.`name` < ? OR (t.`name` = ? AND t.`id` > ?)) ORDER BY t.`managerId`, t.`name` DESC, t.`id` LIMIT ?)) AS s) AS p STRAIGHT_JOIN `User` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- user.third (keys: 1, rows: 2)
SELECT p.i, p.n, t.`id`, t.`name` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0 DESC, s.o1) AS n, s.c0 FROM ((SELECT 1 AS i, t.`id` AS c0, t.`name` AS o0, t.`id` AS o1 FROM `User` AS t WHERE t.`managerId` = ? AND (t.`name` < ? OR (t.`name` = ? AND t.`id` > ?)) ORDER BY t.`managerId`, t.`name` DESC, t.`id` LIMIT ?)) AS s) AS p STRAIGHT_JOIN `User` AS t ON t.`id` = p.c0 WHERE p.n <= ?;
