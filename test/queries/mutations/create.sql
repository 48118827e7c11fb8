-- at most 4 statements

-- createUser (keys: 0, rows: 1)
INSERT INTO `User` (`email`,`name`,`role`,`managerId`,`createdAt`,`updatedAt`) VALUES (?,?,?,?,?,?);

-- createUser (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`email`, t.`bio`, t.`role`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;

-- createUser.manager (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `User` AS t WHERE t.`id` = ?;

-- createUser.posts.totalCount (keys: 1, rows: 0)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t WHERE t.`authorId` = k.k0 GROUP BY k.i;
