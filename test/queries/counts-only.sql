-- user (keys: 1, rows: 1)
SELECT 1, t.`id` FROM `User` AS t WHERE t.`id` = ?;

-- users.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`role` = ?;

-- user.posts.totalCount (keys: 1, rows: 1)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0 AND t.`published` = ? GROUP BY k.i;
