-- first (keys: 0, rows: 1)
INSERT INTO `Team` (`slug`,`name`,`createdAt`) VALUES (?,?,?);

-- first (keys: 0, rows: 1)
SELECT `Team`.`id` FROM `Team` WHERE `Team`.`id` = ? LIMIT ? OFFSET ?;

-- first (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `Team` AS t WHERE t.`id` = ?;

-- second (keys: 0, rows: 0)
SELECT `Team`.`id` FROM `Team` WHERE (`Team`.`id` = ? AND 1=1) LIMIT ? OFFSET ?;
