-- at most 11 statements

-- deleteTeams (keys: 0, rows: 3)
SELECT t.`id` FROM `Team` AS t WHERE (t.`slug` LIKE ? ESCAPE '!' AND (NOT EXISTS (SELECT 1 FROM `Membership` AS tr WHERE tr.`teamId` = t.`id`))) LIMIT ? FOR UPDATE;

-- deleteTeams (keys: 0, rows: 3)
DELETE FROM `Team` WHERE `id` IN (?, ?, ?);
