-- notACursor, quantifierIsNull, relationIsNull, rightOne, tooMany, twoSizes (keys: 2, rows: 2)
SELECT k.i, t.`id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;

-- operandIsNull (keys: 1, rows: 1)
SELECT 1, t.`id` FROM `Team` AS t WHERE t.`id` = ?;
