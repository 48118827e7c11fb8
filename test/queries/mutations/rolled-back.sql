-- at most 7 statements

-- first (keys: 0, rows: 1)
INSERT INTO `Team` (`slug`,`name`,`createdAt`) VALUES (?,?,?);

-- first (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `Team` AS t WHERE t.`id` = ?;

-- second (keys: 0, rows: 0)
UPDATE `Team` SET `name` = ? WHERE `id` = ?;
