-- user (keys: 1, rows: 1)
SELECT 1, t.`id` FROM `User` AS t WHERE t.`id` = ?;

-- user.comments (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`body` FROM `Comment` AS t FORCE INDEX (`Comment_authorId_idx`) WHERE t.`authorId` = ? ORDER BY t.`authorId`, t.`id` LIMIT ?;
