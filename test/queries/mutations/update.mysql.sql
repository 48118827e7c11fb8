-- at most 4 statements

-- updateUser (keys: 0, rows: 1)
SELECT 1, t.`id`, t.`managerId` FROM `User` AS t WHERE t.`id` = ? FOR UPDATE OF t;

-- updateUser (keys: 0, rows: 1)
UPDATE `User` SET `name` = ?, `bio` = ?, `updatedAt` = ?, `managerId` = ? WHERE `id` = ?;

-- updateUser (keys: 1, rows: 1)
SELECT 1, t.`name`, t.`bio`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;
