-- at most 4 statements

-- createTeams (keys: 0, rows: 3)
INSERT INTO `Team` (`slug`,`name`,`createdAt`) VALUES (?,?,?), (?,?,?), (?,?,?);

-- createTeams (keys: 0, rows: 1)
SELECT @@auto_increment_increment;

-- createTeams (keys: 3, rows: 3)
SELECT k.i, t.`id`, t.`slug`, t.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Team` AS t ON t.`id` = k.k0;

-- createTeams.memberships.totalCount (keys: 3, rows: 0)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t WHERE t.`teamId` = k.k0 GROUP BY k.i;
