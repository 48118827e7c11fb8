-- at most 8 statements

-- create (keys: 0, rows: 0)
SELECT 1, t.`id` FROM `Team` AS t WHERE t.`slug` = ?;

-- create (keys: 0, rows: 1)
INSERT INTO `Team` (`slug`,`name`,`createdAt`) VALUES (?,?,?);

-- create (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `Team` AS t WHERE t.`id` = ?;

-- update (keys: 0, rows: 1)
SELECT 1, t.`id` FROM `Team` AS t WHERE t.`slug` = ?;

-- update (keys: 0, rows: 1)
SELECT 1, t.`id` FROM `Team` AS t WHERE t.`slug` = ? FOR UPDATE OF t;

-- update (keys: 0, rows: 1)
UPDATE `Team` SET `name` = ? WHERE `id` = ?;

-- update (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `Team` AS t WHERE t.`id` = ?;
