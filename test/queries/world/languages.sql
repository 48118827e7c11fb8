-- either (keys: 1, rows: 4)
SELECT t.`Name` FROM `country` AS t WHERE ((EXISTS (SELECT 1 FROM `countrylanguage` AS tr WHERE tr.`CountryCode` = t.`Code` AND tr.`Percentage` > CAST(? AS DECIMAL(65, 30)))) = 1 OR (t.`Continent` IN (?, ?) AND (EXISTS (SELECT 1 FROM `city` AS tr WHERE tr.`CountryCode` = t.`Code`)) = 0)) ORDER BY t.`Code` LIMIT ?;

-- every (keys: 1, rows: 5)
SELECT t.`Code` FROM `country` AS t WHERE (EXISTS (SELECT 1 FROM `countrylanguage` AS tr WHERE tr.`CountryCode` = t.`Code` AND (NOT (tr.`IsOfficial` = ?)))) = 0 ORDER BY t.`Code` LIMIT ?;

-- minority, minority.nodes.country (keys: 1, rows: 4)
SELECT t.`CountryCode`, t.`Language`, t.`Percentage` FROM `countrylanguage` AS t WHERE (((NOT (t.`IsOfficial` = ?)) AND (t.`CountryCode` IS NULL OR EXISTS (SELECT 1 FROM `country` AS tr WHERE tr.`Code` = t.`CountryCode` AND (NOT (tr.`Continent` = ?))))) AND t.`Language` IN (?, ?)) ORDER BY t.`Percentage` DESC, t.`CountryCode`, t.`Language` LIMIT ?;

-- none (keys: 1, rows: 4)
SELECT t.`Code` FROM `country` AS t WHERE (EXISTS (SELECT 1 FROM `countrylanguage` AS tr WHERE tr.`CountryCode` = t.`Code` AND tr.`Percentage` < CAST(? AS DECIMAL(65, 30)))) = 0 ORDER BY t.`Code` LIMIT ?;

-- some (keys: 1, rows: 5)
SELECT t.`Code` FROM `country` AS t WHERE EXISTS (SELECT 1 FROM `countrylanguage` AS tr WHERE tr.`CountryCode` = t.`Code` AND tr.`Language` = ?) ORDER BY t.`Code` LIMIT ?;

-- minority.nodes.country (keys: 3, rows: 3)
SELECT k.i, t.`Name`, t.`Continent` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`Code` = k.k0;
