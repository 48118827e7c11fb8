-- one, same (keys: 1, rows: 1)
SELECT 1, t.`email`, t.`name` FROM `User` AS t WHERE t.`id` = ?;

-- users (keys: 1, rows: 2)
SELECT t.`id` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.nodes.again, users.nodes.first (keys: 2, rows: 2)
SELECT k.i, t.`id`, t.`title` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0 FROM `Post` AS t WHERE t.`authorId` = k.k0 ORDER BY t.`authorId`, t.`id` LIMIT ?) AS s STRAIGHT_JOIN `Post` AS t ON t.`id` = s.c0;

-- users.nodes.latest (keys: 2, rows: 2)
SELECT k.i, t.`id`, t.`createdAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0 FROM `Post` AS t WHERE t.`authorId` = k.k0 ORDER BY t.`authorId`, t.`createdAt` DESC, t.`id` LIMIT ?) AS s STRAIGHT_JOIN `Post` AS t ON t.`id` = s.c0;
