-- user (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;

-- user.comments (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`body`, t.`postId`, t.`authorId` FROM (SELECT k.*, COALESCE((SELECT e.`id` FROM `Comment` AS e FORCE INDEX (`Comment_authorId_idx`) WHERE e.`authorId` = k.k0 ORDER BY e.`authorId`, e.`id` LIMIT 1 OFFSET ?), 2147483647) AS e0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k LIMIT 2147483648) AS k STRAIGHT_JOIN `Comment` AS r FORCE INDEX (`Comment_authorId_idx`) STRAIGHT_JOIN `Comment` AS t ON t.`id` = r.`id` WHERE r.`authorId` >= k.k0 AND r.`authorId` <= k.k0 AND r.`id` <= k.e0;
