-- users (keys: 1, rows: 3)
SELECT t.`id`, t.`name` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.nodes.posts (keys: 3, rows: 15)
SELECT k.i, t.`id`, t.`title`, t.`authorId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0 FROM `Post` AS t WHERE t.`authorId` = k.k0 ORDER BY t.`authorId`, t.`id` LIMIT ?) AS s STRAIGHT_JOIN `Post` AS t ON t.`id` = s.c0;

-- users.nodes.posts.nodes.comments, users.nodes.posts.nodes.comments.nodes.author (keys: 15, rows: 42)
SELECT k.i, t.`id`, t.`body`, t.`authorId`, ta0.`id`, ta0.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0 FROM `Comment` AS t WHERE t.`postId` = k.k0 ORDER BY t.`postId`, t.`id` LIMIT ?) AS s STRAIGHT_JOIN `Comment` AS t ON t.`id` = s.c0 LEFT JOIN `User` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`id` = t.`authorId`;
