-- users (keys: 1, rows: 3)
SELECT t.`id`, t.`name` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- users.nodes.posts (keys: 3, rows: 15)
SELECT k.i, t.`id`, t.`title`, t.`authorId` FROM (SELECT k.*, COALESCE((SELECT e.`id` FROM `Post` AS e FORCE INDEX (`Post_authorId_idx`) WHERE e.`authorId` = k.k0 ORDER BY e.`authorId`, e.`id` LIMIT 1 OFFSET ?), 2147483647) AS e0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k LIMIT 2147483648) AS k STRAIGHT_JOIN `Post` AS r FORCE INDEX (`Post_authorId_idx`) STRAIGHT_JOIN `Post` AS t ON t.`id` = r.`id` WHERE r.`authorId` >= k.k0 AND r.`authorId` <= k.k0 AND r.`id` <= k.e0;

-- users.nodes.posts.nodes.comments, users.nodes.posts.nodes.comments.nodes.author (keys: 15, rows: 42)
SELECT k.i, t.`id`, t.`body`, t.`authorId`, ta0.`id`, ta0.`name` FROM (SELECT k.*, COALESCE((SELECT e.`id` FROM `Comment` AS e FORCE INDEX (`Comment_postId_idx`) WHERE e.`postId` = k.k0 ORDER BY e.`postId`, e.`id` LIMIT 1 OFFSET ?), 2147483647) AS e0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k LIMIT 2147483648) AS k STRAIGHT_JOIN `Comment` AS r FORCE INDEX (`Comment_postId_idx`) STRAIGHT_JOIN `Comment` AS t ON t.`id` = r.`id` LEFT JOIN `User` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`id` = t.`authorId` WHERE r.`postId` >= k.k0 AND r.`postId` <= k.k0 AND r.`id` <= k.e0;
