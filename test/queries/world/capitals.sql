-- capitals (keys: 1, rows: 3)
SELECT t.`Name` FROM `city` AS t WHERE EXISTS (SELECT 1 FROM `country` AS tr WHERE tr.`Capital` = t.`ID`) ORDER BY t.`ID` LIMIT ?;

-- largerThanTheCapital (keys: 1, rows: 9)
SELECT t.`Name`, t.`CountryCode` FROM `city` AS t WHERE (t.`Population` >= ? AND (EXISTS (SELECT 1 FROM `country` AS tr JOIN `city` AS trr ON trr.`ID` = tr.`Capital` WHERE tr.`Code` = t.`CountryCode` AND trr.`Population` < ?)) = 1 AND (NOT EXISTS (SELECT 1 FROM `country` AS tr WHERE tr.`Capital` = t.`ID`))) ORDER BY t.`ID` LIMIT ?;

-- notASmallCapital (keys: 1, rows: 6)
SELECT t.`Code` FROM `country` AS t WHERE ((EXISTS (SELECT 1 FROM `city` AS tr WHERE tr.`ID` = t.`Capital`)) = 0 OR (EXISTS (SELECT 1 FROM `city` AS tr WHERE tr.`ID` = t.`Capital` AND (NOT (tr.`Population` < ?)))) = 1) ORDER BY t.`Code` LIMIT ?;

-- smallCapital (keys: 1, rows: 3)
SELECT t.`Code`, t.`Capital` FROM `country` AS t WHERE (EXISTS (SELECT 1 FROM `city` AS tr WHERE tr.`ID` = t.`Capital` AND tr.`Population` < ?)) = 1 ORDER BY t.`Code` LIMIT ?;

-- withoutCapital (keys: 1, rows: 2)
SELECT t.`Code` FROM `country` AS t WHERE (EXISTS (SELECT 1 FROM `city` AS tr WHERE tr.`ID` = t.`Capital`)) = 0 ORDER BY t.`Code` LIMIT ?;

-- capitals.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `city` AS t WHERE EXISTS (SELECT 1 FROM `country` AS tr WHERE tr.`Capital` = t.`ID`);

-- withCapital.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `country` AS t WHERE EXISTS (SELECT 1 FROM `city` AS tr WHERE tr.`ID` = t.`Capital`);

-- largerThanTheCapital.nodes.country (keys: 4, rows: 4)
SELECT k.i, t.`Code`, t.`Capital` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`Code` = k.k0;

-- smallCapital.nodes.capital (keys: 3, rows: 3)
SELECT k.i, t.`Name`, t.`CountryCode`, t.`Population` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t ON t.`ID` = k.k0;

-- largerThanTheCapital.nodes.country.capital (keys: 3, rows: 3)
SELECT k.i, t.`Name`, t.`CountryCode`, t.`Population` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t ON t.`ID` = k.k0;

-- smallCapital.nodes.capital.country (keys: 2, rows: 2)
SELECT k.i, t.`Code`, t.`Capital` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`Code` = k.k0;
