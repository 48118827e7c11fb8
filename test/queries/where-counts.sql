-- busy (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t WHERE (SELECT COUNT(*) FROM `Post` AS tn WHERE tn.`authorId` = t.`id`) >= ? ORDER BY t.`id` LIMIT ?;

-- busy.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE (SELECT COUNT(*) FROM `Post` AS tn WHERE tn.`authorId` = t.`id`) >= ?;

-- combined.aggregate, combined.totalCount (keys: 1, rows: 1)
SELECT COUNT(*), MAX(t.`id`) FROM `User` AS t WHERE (((SELECT COUNT(*) FROM `User` AS tn WHERE tn.`managerId` = t.`id`) IN (?, ?, ?, ?) OR (SELECT COUNT(*) FROM `Membership` AS tn WHERE tn.`userId` = t.`id`) > ?) AND (NOT EXISTS (SELECT 1 FROM `Post` AS tr WHERE tr.`authorId` = t.`id` AND (SELECT COUNT(*) FROM `Comment` AS trn WHERE trn.`postId` = tr.`id`) < ?)));

-- never.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE (SELECT COUNT(*) FROM `Post` AS tn WHERE tn.`authorId` = t.`id`) < ?;

-- silent.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE ((NOT EXISTS (SELECT 1 FROM `Post` AS tr WHERE tr.`authorId` = t.`id`)) AND EXISTS (SELECT 1 FROM `Comment` AS tr WHERE tr.`authorId` = t.`id`));

-- busy.nodes.posts.totalCount (keys: 3, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0 GROUP BY k.i;
