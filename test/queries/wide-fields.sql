-- narrow (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`title`, t.`published`, t.`authorId`, t.`createdAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t ON t.`id` = k.k0;

-- posts (keys: 1, rows: 3)
SELECT t.`id`, t.`title`, t.`published`, t.`authorId`, t.`createdAt` FROM `Post` AS t ORDER BY t.`id` LIMIT ?;

-- wide (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`title`, t.`body`, t.`published`, t.`authorId`, t.`createdAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t ON t.`id` = k.k0;

-- posts.nodes.comments (keys: 2, rows: 4)
SELECT i, n, c0, c1, c2, c3, c4 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`id`) AS n, t.`id` AS c0, t.`body` AS c1, t.`postId` AS c2, t.`authorId` AS c3, t.`createdAt` AS c4 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Comment` AS t ON t.`postId` = k.k0) AS p WHERE n <= ?;
