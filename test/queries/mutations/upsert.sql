-- create (keys: 0, rows: 0)
SELECT `Team`.`id` FROM `Team` WHERE (`Team`.`slug` = ? AND 1=1);

-- create (keys: 0, rows: 1)
INSERT INTO `Team` (`slug`,`name`,`createdAt`) VALUES (?,?,?);

-- create (keys: 0, rows: 1)
SELECT `Team`.`id` FROM `Team` WHERE `Team`.`id` = ? LIMIT ? OFFSET ?;

-- create (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `Team` AS t WHERE t.`id` = ?;

-- update (keys: 0, rows: 1)
SELECT `Team`.`id` FROM `Team` WHERE (`Team`.`slug` = ? AND 1=1);

-- update (keys: 0, rows: 1)
UPDATE `Team` SET `name` = ? WHERE (`Team`.`id` IN (?) AND (`Team`.`slug` = ? AND 1=1));

-- update (keys: 0, rows: 1)
SELECT `Team`.`id` FROM `Team` WHERE `Team`.`id` = ? LIMIT ? OFFSET ?;

-- update (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `Team` AS t WHERE t.`id` = ?;
