-- at most 11 statements

-- createUser (keys: 0, rows: 1)
SELECT 1, t.`id` FROM `User` AS t WHERE t.`email` = ?;

-- createUser (keys: 0, rows: 1)
INSERT INTO `User` (`email`,`name`,`role`,`managerId`,`createdAt`,`updatedAt`) VALUES (?,?,?,?,?,?);

-- createUser (keys: 0, rows: 2)
INSERT INTO `Post` (`title`,`body`,`published`,`authorId`,`createdAt`) VALUES (?,?,?,?,?), (?,?,?,?,?);

-- createUser (keys: 0, rows: 1)
SELECT @@auto_increment_increment;

-- createUser (keys: 0, rows: 1)
SELECT 1, t.`id` FROM `User` AS t WHERE t.`id` = ?;

-- createUser (keys: 0, rows: 1)
INSERT INTO `Comment` (`body`,`postId`,`authorId`,`createdAt`) VALUES (?,?,?,?);

-- createUser (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`name`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;

-- createUser.manager (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`name`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;

-- createUser.posts (keys: 1, rows: 2)
SELECT 1, t.`id`, t.`title` FROM `Post` AS t FORCE INDEX (`Post_authorId_idx`) WHERE t.`authorId` = ? ORDER BY t.`authorId`, t.`id` LIMIT ?;

-- createUser.posts.nodes.comments, createUser.posts.nodes.comments.nodes.author (keys: 2, rows: 1)
SELECT k.i, t.`id`, t.`body`, t.`authorId`, ta0.`id`, ta0.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0 FROM `Comment` AS t WHERE t.`postId` = k.k0 ORDER BY t.`postId`, t.`id` LIMIT ?) AS s STRAIGHT_JOIN `Comment` AS t ON t.`id` = s.c0 LEFT JOIN `User` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`id` = t.`authorId`;
