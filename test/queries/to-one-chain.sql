-- comment (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`postId`, t.`authorId` FROM `Comment` AS t WHERE t.`id` = ?;

-- user (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;

-- comment.author (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;

-- comment.post (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`authorId` FROM `Post` AS t WHERE t.`id` = ?;
