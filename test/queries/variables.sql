-- users (keys: 1, rows: 2)
SELECT t.`id`, t.`name` FROM `User` AS t WHERE (t.`name` LIKE ? ESCAPE '!' OR (NOT (t.`id` > ?))) ORDER BY t.`name` DESC, t.`id` LIMIT ?;

-- admins.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`role` = ?;

-- teams.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `Team` AS t;
