-- nobody (keys: 1, rows: 0)
SELECT 1, t.`id` FROM `User` AS t WHERE t.`id` = ?;

-- node (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`name`, t.`bio` FROM `User` AS t WHERE t.`id` = ?;
