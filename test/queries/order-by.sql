-- byKey (keys: 1, rows: 2)
SELECT t.`id` FROM `Team` AS t ORDER BY t.`id` DESC LIMIT ?;

-- byRole (keys: 1, rows: 3)
SELECT t.`id`, t.`role` FROM `User` AS t ORDER BY t.`role` DESC, t.`id` LIMIT ?;

-- users (keys: 1, rows: 5)
SELECT t.`id`, t.`name`, t.`managerId` FROM `User` AS t ORDER BY t.`managerId`, t.`name` DESC, t.`id` LIMIT ?;
