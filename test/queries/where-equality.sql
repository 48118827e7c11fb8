-- admins (keys: 1, rows: 2)
SELECT t.`id`, t.`role` FROM `User` AS t WHERE t.`role` = ? ORDER BY t.`id` LIMIT ?;

-- noneOf (keys: 1, rows: 2)
SELECT t.`id`, t.`managerId` FROM `User` AS t WHERE (t.`id` < ? AND t.`managerId` NOT IN (?, ?)) ORDER BY t.`id` LIMIT ?;

-- oneOf (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t WHERE t.`id` IN (?, ?, ?, ?) ORDER BY t.`id` LIMIT ?;

-- oneOfNone (keys: 1, rows: 0)
SELECT t.`id` FROM `User` AS t WHERE FALSE ORDER BY t.`id` LIMIT ?;

-- withoutManager (keys: 1, rows: 1)
SELECT t.`id` FROM `User` AS t WHERE t.`managerId` IS NULL ORDER BY t.`id` LIMIT ?;

-- admins.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`role` = ?;

-- equals.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`name` = ?;

-- notThisManager.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`managerId` <> ?;

-- withBio.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`bio` IS NOT NULL;
