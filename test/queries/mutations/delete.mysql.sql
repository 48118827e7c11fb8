-- at most 3 statements

-- deleteUserByEmail (keys: 0, rows: 1)
SELECT 1, t.`id`, t.`name`, t.`bio` FROM `User` AS t WHERE t.`email` = ? FOR UPDATE OF t;

-- deleteUserByEmail (keys: 0, rows: 1)
DELETE FROM `User` WHERE `id` = ?;

-- deleteUserByEmail.posts.totalCount (keys: 1, rows: 0)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0 GROUP BY k.i;
