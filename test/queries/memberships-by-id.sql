-- membershipsById (keys: 3, rows: 2)
SELECT k.i, t.`userId`, t.`teamId`, t.`role` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 BIGINT PATH '$[1]')) AS k STRAIGHT_JOIN `Membership` AS t ON t.`userId` = k.k0 AND t.`teamId` = k.k1;
