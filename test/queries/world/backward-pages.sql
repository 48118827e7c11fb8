-- australia (keys: 1, rows: 1)
SELECT 1, t.`Code` FROM `country` AS t WHERE t.`Code` = ?;

-- before (keys: 1, rows: 4)
SELECT t.`Code`, t.`IndepYear` FROM `country` AS t WHERE ((t.`IndepYear` < ? OR t.`IndepYear` IS NULL) OR (t.`IndepYear` = ? AND t.`Code` < ?)) ORDER BY t.`IndepYear` DESC, t.`Code` DESC LIMIT ?;

-- between (keys: 1, rows: 4)
SELECT t.`Code`, t.`IndepYear` FROM `country` AS t WHERE (t.`IndepYear` IS NOT NULL OR (t.`IndepYear` IS NULL AND t.`Code` > ?)) AND ((t.`IndepYear` < ? OR t.`IndepYear` IS NULL) OR (t.`IndepYear` = ? AND t.`Code` < ?)) ORDER BY t.`IndepYear`, t.`Code` LIMIT ?;

-- last (keys: 1, rows: 5)
SELECT t.`Code`, t.`IndepYear`, t.`LifeExpectancy` FROM `country` AS t ORDER BY t.`LifeExpectancy` DESC, t.`Code` DESC LIMIT ?;

-- australia.cities (keys: 1, rows: 3)
SELECT p.i, p.n, t.`Name`, t.`District` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`District` DESC, t.`ID` DESC) AS n, t.`ID` AS c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t WHERE t.`CountryCode` = k.k0) AS p STRAIGHT_JOIN `city` AS t ON t.`ID` = p.c0 WHERE p.n <= ?;
