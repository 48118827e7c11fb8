-- narrow (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`title`, t.`published`, t.`authorId`, t.`createdAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t ON t.`id` = k.k0;

-- posts (keys: 1, rows: 3)
SELECT t.`id`, t.`title`, t.`published`, t.`authorId`, t.`createdAt` FROM `Post` AS t ORDER BY t.`id` LIMIT ?;

-- wide (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`title`, t.`body`, t.`published`, t.`authorId`, t.`createdAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t ON t.`id` = k.k0;

-- posts.nodes.comments (keys: 2, rows: 4)
SELECT p.i, p.n, t.`id`, t.`body`, t.`postId`, t.`authorId`, t.`createdAt` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`id`) AS n, t.`id` AS c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Comment` AS t ON t.`postId` = k.k0) AS p STRAIGHT_JOIN `Comment` AS t ON t.`id` = p.c0 WHERE p.n <= ?;
