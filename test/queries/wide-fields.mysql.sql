-- narrow (keys: 1, rows: 1)
SELECT 1, t.`title` FROM `Post` AS t WHERE t.`id` = ?;

-- posts (keys: 1, rows: 2)
SELECT t.`id` FROM `Post` AS t ORDER BY t.`id` LIMIT ?;

-- wide (keys: 1, rows: 1)
SELECT 1, t.`title`, t.`body` FROM `Post` AS t WHERE t.`id` = ?;

-- posts.nodes.comments (keys: 2, rows: 2)
SELECT k.i, t.`id`, t.`body` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0 FROM `Comment` AS t WHERE t.`postId` = k.k0 ORDER BY t.`postId`, t.`id` LIMIT ?) AS s STRAIGHT_JOIN `Comment` AS t ON t.`id` = s.c0;
