-- at most 5 statements

-- createPost (keys: 0, rows: 1)
INSERT INTO `Post` (`title`,`body`,`published`,`authorId`,`createdAt`) VALUES (?,?,?,?,?);

-- createPost (keys: 0, rows: 2)
INSERT INTO `Comment` (`body`,`postId`,`authorId`,`createdAt`) VALUES (?,?,?,?), (?,?,?,?);

-- createPost (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`title` FROM `Post` AS t WHERE t.`id` = ?;

-- createPost.comments (keys: 1, rows: 2)
SELECT 1, t.`body` FROM `Comment` AS t FORCE INDEX (`Comment_postId_idx`) WHERE t.`postId` = ? ORDER BY t.`postId`, t.`id` LIMIT ?;
