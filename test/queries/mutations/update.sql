-- updateUser (keys: 0, rows: 1)
SELECT `User`.`id` FROM `User` WHERE (`User`.`id` = ? AND 1=1) LIMIT ? OFFSET ?;

-- updateUser (keys: 0, rows: 1)
UPDATE `User` SET `name` = ?, `bio` = ?, `updatedAt` = ? WHERE (`User`.`id` IN (?) AND (`User`.`id` = ? AND 1=1));

-- updateUser (keys: 0, rows: 1)
SELECT `User`.`id`, `User`.`managerId` FROM `User` WHERE `User`.`id` = ?;

-- updateUser (keys: 0, rows: 1)
SELECT `User`.`id` FROM `User` WHERE (1=1 AND `User`.`id` IN (?));

-- updateUser (keys: 0, rows: 1)
UPDATE `User` SET `managerId` = ? WHERE (`User`.`id` IN (?) AND 1=1);

-- updateUser (keys: 0, rows: 1)
SELECT `User`.`id` FROM `User` WHERE `User`.`id` = ? LIMIT ? OFFSET ?;

-- updateUser (keys: 1, rows: 1)
SELECT 1, t.`name`, t.`bio`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;
