-- create (keys: 0, rows: 0)
SELECT `Team`.`id` FROM `Team` WHERE (`Team`.`slug` = ? AND 1=1);

-- create (keys: 0, rows: 1)
INSERT INTO `Team` (`slug`,`name`,`createdAt`) VALUES (?,?,?);

-- create (keys: 0, rows: 1)
SELECT `Team`.`id` FROM `Team` WHERE `Team`.`id` = ? LIMIT ? OFFSET ?;

-- create (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`slug`, t.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Team` AS t ON t.`id` = k.k0;

-- update (keys: 0, rows: 1)
SELECT `Team`.`id` FROM `Team` WHERE (`Team`.`slug` = ? AND 1=1);

-- update (keys: 0, rows: 1)
UPDATE `Team` SET `name` = ? WHERE (`Team`.`id` IN (?) AND (`Team`.`slug` = ? AND 1=1));

-- update (keys: 0, rows: 1)
SELECT `Team`.`id` FROM `Team` WHERE `Team`.`id` = ? LIMIT ? OFFSET ?;

-- update (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`slug`, t.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Team` AS t ON t.`id` = k.k0;
