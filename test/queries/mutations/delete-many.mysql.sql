-- at most 21 statements

-- deleteTeams (keys: 0, rows: 3)
SELECT t.`id` FROM `Team` AS t WHERE (t.`slug` LIKE ? ESCAPE '!' AND (NOT EXISTS (SELECT 1 FROM `Membership` AS tr WHERE tr.`teamId` = t.`id`))) LIMIT ?;

-- deleteTeams (keys: 0, rows: 3)
SELECT t.`id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Team` AS t FORCE INDEX (`PRIMARY`) ON t.`id` = k.k0 WHERE (t.`slug` LIKE ? ESCAPE '!' AND (EXISTS (SELECT 1 FROM `Membership` AS tr WHERE tr.`teamId` = t.`id`)) = 0) FOR UPDATE OF t;

-- deleteTeams (keys: 0, rows: 3)
DELETE FROM `Team` WHERE `id` IN (?, ?, ?);
