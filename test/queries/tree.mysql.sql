-- users (keys: 1, rows: 3)
SELECT t.`id`, t.`name` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.nodes.posts (keys: 3, rows: 15)
SELECT p.i, p.n, t.`id`, t.`title`, t.`authorId` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0, t.`id` AS o0 FROM `Post` AS t WHERE t.`authorId` = k.k0 ORDER BY t.`authorId`, t.`id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `Post` AS t ON t.`id` = p.c0 WHERE p.n <= ?;

-- users.nodes.posts.nodes.comments, users.nodes.posts.nodes.comments.nodes.author (keys: 15, rows: 42)
SELECT p.i, p.n, t.`body`, t.`authorId`, ta0.`id`, ta0.`name` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0, t.`id` AS o0 FROM `Comment` AS t WHERE t.`postId` = k.k0 ORDER BY t.`postId`, t.`id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `Comment` AS t ON t.`id` = p.c0 LEFT JOIN `User` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`id` = t.`authorId` WHERE p.n <= ?;
