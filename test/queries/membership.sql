-- membership, none (keys: 2, rows: 1)
SELECT k.i, t.`userId`, t.`teamId`, t.`role`, t.`joinedAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 BIGINT PATH '$[1]')) AS k STRAIGHT_JOIN `Membership` AS t ON t.`userId` = k.k0 AND t.`teamId` = k.k1;

-- membership.team (keys: 1, rows: 1)
SELECT 1, t.`slug`, t.`name` FROM `Team` AS t WHERE t.`id` = ?;

-- membership.user (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `User` AS t WHERE t.`id` = ?;
