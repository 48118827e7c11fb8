-- nobody, shouted, userByEmail (keys: 3, rows: 2)
SELECT k.i, t.`id`, t.`email` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(414) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`email` = k.k0;
