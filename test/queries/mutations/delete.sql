-- deleteUserByEmail (keys: 0, rows: 1)
SELECT t.`id`, t.`name`, t.`bio` FROM `User` AS t WHERE t.`email` = ? FOR UPDATE;

-- deleteUserByEmail (keys: 0, rows: 1)
SELECT `User`.`id` FROM `User` WHERE (`User`.`email` = ? AND 1=1) LIMIT ? OFFSET ?;

-- deleteUserByEmail (keys: 0, rows: 1)
DELETE FROM `User` WHERE (`User`.`email` = ? AND 1=1);

-- deleteUserByEmail.posts.totalCount (keys: 1, rows: 0)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0 GROUP BY k.i;
