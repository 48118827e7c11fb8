-- narrow (keys: 1, rows: 1)
SELECT 1, t.`title` FROM `Post` AS t WHERE t.`id` = ?;

-- posts (keys: 1, rows: 2)
SELECT t.`id` FROM `Post` AS t ORDER BY t.`id` LIMIT ?;

-- wide (keys: 1, rows: 1)
SELECT 1, t.`title`, t.`body` FROM `Post` AS t WHERE t.`id` = ?;

-- posts.nodes.comments (keys: 2, rows: 2)
SELECT p.i, p.n, t.`body` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0, t.`id` AS o0 FROM `Comment` AS t WHERE t.`postId` = k.k0 ORDER BY t.`postId`, t.`id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `Comment` AS t ON t.`id` = p.c0 WHERE p.n <= ?;
