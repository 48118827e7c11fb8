-- narrow (keys: 1, rows: 1)
SELECT 1, t.`title` FROM `Post` AS t WHERE t.`id` = ?;

-- posts (keys: 1, rows: 2)
SELECT t.`id` FROM `Post` AS t ORDER BY t.`id` LIMIT ?;

-- wide (keys: 1, rows: 1)
SELECT 1, t.`title`, t.`body` FROM `Post` AS t WHERE t.`id` = ?;

-- posts.nodes.comments (keys: 2, rows: 2)
SELECT k.i, t.`id`, t.`body` FROM (SELECT k.*, COALESCE((SELECT e.`id` FROM `Comment` AS e FORCE INDEX (`Comment_postId_idx`) WHERE e.`postId` = k.k0 ORDER BY e.`postId`, e.`id` LIMIT 1 OFFSET ?), 2147483647) AS e0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k LIMIT 2147483648) AS k STRAIGHT_JOIN `Comment` AS r FORCE INDEX (`Comment_postId_idx`) STRAIGHT_JOIN `Comment` AS t ON t.`id` = r.`id` WHERE r.`postId` >= k.k0 AND r.`postId` <= k.k0 AND r.`id` <= k.e0;
