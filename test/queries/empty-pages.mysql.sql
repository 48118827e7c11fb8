-- nobody (keys: 1, rows: 0)
SELECT t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM `User` AS t WHERE t.`id` > ? ORDER BY t.`id` LIMIT ?;

-- none (keys: 1, rows: 1)
SELECT t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- user (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;

-- nobody.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`id` > ?;

-- none.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t;

-- user.posts (keys: 1, rows: 0)
SELECT p.i, p.n, t.`id`, t.`title`, t.`published`, t.`authorId` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0, t.`id` AS o0 FROM `Post` AS t WHERE t.`authorId` = k.k0 ORDER BY t.`authorId`, t.`id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `Post` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- user.posts.totalCount (keys: 1, rows: 0)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0 GROUP BY k.i;
