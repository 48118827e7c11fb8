-- nobody (keys: 1, rows: 0)
SELECT 1, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;

-- node (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`email`, t.`name`, t.`bio`, t.`role`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;
