-- below (keys: 1, rows: 2)
SELECT t.`id` FROM `User` AS t WHERE t.`id` < ? ORDER BY t.`id` LIMIT ?;

-- between (keys: 1, rows: 2)
SELECT t.`id` FROM `User` AS t WHERE (t.`id` <= ? AND t.`id` > ?) ORDER BY t.`id` LIMIT ?;

-- last (keys: 1, rows: 2)
SELECT t.`id` FROM `User` AS t WHERE t.`id` >= ? ORDER BY t.`id` LIMIT ?;

-- names (keys: 1, rows: 2)
SELECT t.`name` FROM `User` AS t WHERE t.`name` >= ? ORDER BY t.`name`, t.`id` LIMIT ?;

-- early.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`createdAt` < ?;

-- names.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`name` >= ?;
