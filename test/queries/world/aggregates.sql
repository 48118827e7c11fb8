-- perCountry (keys: 1, rows: 4)
SELECT t.`Code` FROM `country` AS t WHERE t.`Code` IN (?, ?, ?, ?) ORDER BY t.`Code` LIMIT ?;

-- countries.aggregate, countries.totalCount (keys: 1, rows: 1)
SELECT COUNT(*), MIN(t.`Name`), MIN(t.`SurfaceArea`), MIN(t.`IndepYear`), MIN(t.`LifeExpectancy`), MAX(t.`Code`), MAX(t.`IndepYear`), MAX(t.`GNP`), SUM(t.`Population`), COUNT(t.`Population`), ROUND(AVG(t.`GNP`), 6), SUM(t.`IndepYear`), SUM(t.`Population`), SUM(t.`GNP`), SUM(t.`GNPOld`) FROM `country` AS t;

-- nothing.aggregate (keys: 1, rows: 1)
SELECT COUNT(*), SUM(t.`LifeExpectancy`), COUNT(t.`LifeExpectancy`), SUM(t.`Population`), SUM(t.`GNP`) FROM `country` AS t WHERE t.`Population` < ?;

-- perCountry.nodes.cities.aggregate (keys: 4, rows: 3)
SELECT k.i, COUNT(*), MAX(t.`Name`), SUM(t.`Population`), COUNT(t.`Population`), SUM(t.`Population`) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t WHERE t.`CountryCode` = k.k0 GROUP BY k.i;

-- perCountry.nodes.languages.aggregate, perCountry.nodes.languages.totalCount (keys: 4, rows: 2)
SELECT k.i, COUNT(*), ROUND(AVG(t.`Percentage`), 5), SUM(t.`Percentage`) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `countrylanguage` AS t WHERE t.`CountryCode` = k.k0 AND t.`IsOfficial` = ? GROUP BY k.i;
