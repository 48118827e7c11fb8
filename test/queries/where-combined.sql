-- and (keys: 1, rows: 2)
SELECT t.`id` FROM `User` AS t WHERE (t.`id` > ? AND t.`id` < ?) ORDER BY t.`id` LIMIT ?;

-- both (keys: 1, rows: 8)
SELECT t.`id` FROM `User` AS t WHERE (t.`id` < ? AND t.`managerId` = ?) ORDER BY t.`id` LIMIT ?;

-- nested (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t WHERE (((t.`id` > ? AND t.`id` < ?) OR ((NOT (t.`id` < ?)) AND (NOT (t.`id` > ?)))) AND t.`id` <= ?) ORDER BY t.`id` LIMIT ?;

-- not (keys: 1, rows: 1)
SELECT t.`id`, t.`managerId` FROM `User` AS t WHERE ((NOT (t.`managerId` = ?)) AND t.`id` <= ?) ORDER BY t.`id` LIMIT ?;

-- or (keys: 1, rows: 2)
SELECT t.`id` FROM `User` AS t WHERE (t.`id` = ? OR t.`email` = ?) ORDER BY t.`id` LIMIT ?;

-- all.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t;

-- orNothing.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE FALSE;
