-- beforeSomebody (keys: 1, rows: 3)
SELECT t.`id`, t.`managerId` FROM `User` AS t WHERE ((t.`managerId` < ? OR t.`managerId` IS NULL) OR (t.`managerId` = ? AND t.`id` < ?)) ORDER BY t.`managerId` DESC, t.`id` DESC LIMIT ?;

-- lastOfAll (keys: 1, rows: 3)
SELECT t.`id`, t.`name` FROM `User` AS t ORDER BY t.`id` DESC LIMIT ?;

-- user (keys: 1, rows: 1)
SELECT 1, t.`id` FROM `User` AS t WHERE t.`id` = ?;

-- user.before (keys: 1, rows: 4)
SELECT p.i, p.n, t.`id`, t.`name` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0, s.o1 DESC) AS n, s.c0 FROM ((SELECT 1 AS i, t.`id` AS c0, t.`name` AS o0, t.`id` AS o1 FROM `User` AS t WHERE t.`managerId` = ? AND (t.`name` > ? OR (t.`name` = ? AND t.`id` < ?)) ORDER BY t.`managerId`, t.`name`, t.`id` DESC LIMIT ?)) AS s) AS p STRAIGHT_JOIN `User` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- user.between (keys: 1, rows: 2)
SELECT p.i, p.n, t.`id`, t.`name` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0, s.o1 DESC) AS n, s.c0 FROM ((SELECT 1 AS i, t.`id` AS c0, t.`name` AS o0, t.`id` AS o1 FROM `User` AS t WHERE t.`managerId` = ? AND (t.`name` < ? OR (t.`name` = ? AND t.`id` > ?)) AND (t.`name` > ? OR (t.`name` = ? AND t.`id` < ?)) ORDER BY t.`managerId`, t.`name`, t.`id` DESC LIMIT ?)) AS s) AS p STRAIGHT_JOIN `User` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- user.firstBefore (keys: 1, rows: 3)
SELECT p.i, p.n, t.`id`, t.`name` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0 DESC, s.o1) AS n, s.c0 FROM ((SELECT 1 AS i, t.`id` AS c0, t.`name` AS o0, t.`id` AS o1 FROM `User` AS t WHERE t.`managerId` = ? AND (t.`name` > ? OR (t.`name` = ? AND t.`id` < ?)) ORDER BY t.`managerId`, t.`name` DESC, t.`id` LIMIT ?)) AS s) AS p STRAIGHT_JOIN `User` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- user.last (keys: 1, rows: 4)
SELECT p.i, p.n, t.`id`, t.`name` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`name`, t.`id` DESC) AS n, t.`id` AS c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t WHERE t.`managerId` = k.k0) AS p STRAIGHT_JOIN `User` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- user.none (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`name` FROM `User` AS t FORCE INDEX (`User_managerId_idx`) WHERE t.`managerId` = ? ORDER BY t.`managerId` DESC, t.`id` DESC LIMIT ?;
