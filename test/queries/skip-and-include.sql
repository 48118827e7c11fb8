-- user (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;

-- user.comments (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`body`, t.`postId`, t.`authorId` FROM `Comment` AS t FORCE INDEX (`Comment_authorId_idx`) WHERE t.`authorId` = ? ORDER BY t.`authorId`, t.`id` LIMIT ?;
