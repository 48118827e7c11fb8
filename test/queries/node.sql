-- nobody (keys: 1, rows: 0)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;

-- node (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`bio`, t.`role`, t.`managerId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;
