-- one, same (keys: 1, rows: 1)
SELECT 1, t.`email`, t.`name` FROM `User` AS t WHERE t.`id` = ?;

-- users (keys: 1, rows: 2)
SELECT t.`id` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.nodes.again, users.nodes.first (keys: 2, rows: 2)
SELECT p.i, p.n, t.`id`, t.`title` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0, t.`id` AS o0 FROM `Post` AS t WHERE t.`authorId` = k.k0 ORDER BY t.`authorId`, t.`id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `Post` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- users.nodes.latest (keys: 2, rows: 2)
SELECT p.i, p.n, t.`id` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0 DESC, s.o1) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0, t.`createdAt` AS o0, t.`id` AS o1 FROM `Post` AS t WHERE t.`authorId` = k.k0 ORDER BY t.`authorId`, t.`createdAt` DESC, t.`id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `Post` AS t ON t.`id` = p.c0 WHERE p.n <= ?;
