-- nobody (keys: 1, rows: 0)
SELECT t.`id` FROM `User` AS t WHERE t.`id` > ? ORDER BY t.`id` LIMIT ?;

-- none (keys: 1, rows: 1)
SELECT t.`id` FROM `User` AS t ORDER BY t.`id` LIMIT ?;

-- user (keys: 1, rows: 1)
SELECT 1, t.`id` FROM `User` AS t WHERE t.`id` = ?;

-- nobody.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`id` > ?;

-- none.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t;

-- user.posts (keys: 1, rows: 0)
SELECT 1, t.`id` FROM `Post` AS t FORCE INDEX (`Post_authorId_idx`) WHERE t.`authorId` = ? ORDER BY t.`authorId`, t.`id` LIMIT ?;

-- user.posts.totalCount (keys: 1, rows: 0)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0 GROUP BY k.i;
