-- byKey (keys: 1, rows: 3)
SELECT t.`id`, t.`slug`, t.`name` FROM `Team` AS t ORDER BY t.`id` DESC LIMIT ?;

-- byRole (keys: 1, rows: 4)
SELECT t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM `User` AS t ORDER BY t.`role` DESC, t.`id` LIMIT ?;

-- users (keys: 1, rows: 6)
SELECT t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM `User` AS t ORDER BY t.`managerId`, t.`name` DESC, t.`id` LIMIT ?;
