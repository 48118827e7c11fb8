-- membership (keys: 1, rows: 1)
SELECT k.i, t.`userId`, t.`teamId`, t.`role`, t.`joinedAt` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 BIGINT PATH '$[1]')) AS k STRAIGHT_JOIN `Membership` AS t ON t.`userId` = k.k0 AND t.`teamId` = k.k1;

-- none (keys: 1, rows: 0)
SELECT k.i, t.`userId`, t.`teamId`, t.`role` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 BIGINT PATH '$[1]')) AS k STRAIGHT_JOIN `Membership` AS t ON t.`userId` = k.k0 AND t.`teamId` = k.k1;

-- membership.team (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`slug`, t.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Team` AS t ON t.`id` = k.k0;

-- membership.user (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;
