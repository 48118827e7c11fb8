-- narrow (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`title`, t.`published`, t.`authorId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t ON t.`id` = k.k0;

-- posts (keys: 1, rows: 3)
SELECT t.`id`, t.`title`, t.`published`, t.`authorId` FROM `Post` AS t ORDER BY t.`id` LIMIT ?;

-- wide (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`title`, t.`body`, t.`published`, t.`authorId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t ON t.`id` = k.k0;

-- posts.nodes.comments (keys: 2, rows: 4)
SELECT p.i, p.n, t.`id`, t.`body`, t.`postId`, t.`authorId` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`id`) AS n, t.`id` AS c0 FROM (SELECT k.*, COALESCE((SELECT e.`id` FROM `Comment` AS e FORCE INDEX (`Comment_postId_idx`) WHERE e.`postId` = k.k0 ORDER BY e.`postId`, e.`id` LIMIT 1 OFFSET ?), (SELECT e.`id` FROM `Comment` AS e FORCE INDEX (`Comment_postId_idx`) WHERE e.`postId` = k.k0 ORDER BY e.`postId` DESC, e.`id` DESC LIMIT 1 OFFSET ?)) AS e0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k LIMIT 2147483648) AS k STRAIGHT_JOIN `Comment` AS t FORCE INDEX (`Comment_postId_idx`) WHERE t.`postId` >= k.k0 AND t.`postId` <= k.k0 AND t.`id` <= k.e0) AS p STRAIGHT_JOIN `Comment` AS t ON t.`id` = p.c0 WHERE p.n <= ?;
