-- at most 21 statements

-- updateTeams (keys: 0, rows: 0)
SELECT t.`id` FROM `Team` AS t WHERE t.`slug` IN (?, ?, ?, ?) LIMIT ?;
