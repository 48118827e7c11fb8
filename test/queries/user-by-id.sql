-- nobody, user (keys: 2, rows: 1)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId`, t.`createdAt`, t.`updatedAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;
