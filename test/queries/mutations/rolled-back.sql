-- first (keys: 0, rows: 1)
INSERT INTO `Team` (`slug`,`name`,`createdAt`) VALUES (?,?,?);

-- first (keys: 0, rows: 1)
SELECT `Team`.`id` FROM `Team` WHERE `Team`.`id` = ? LIMIT ? OFFSET ?;

-- first (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`slug`, t.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Team` AS t ON t.`id` = k.k0;

-- second (keys: 0, rows: 0)
SELECT `Team`.`id` FROM `Team` WHERE (`Team`.`id` = ? AND 1=1) LIMIT ? OFFSET ?;
