-- byCapital (keys: 1, rows: 4)
SELECT t.`Code`, to0.`Population` FROM `country` AS t LEFT JOIN `city` AS to0 ON to0.`ID` = t.`Capital` ORDER BY to0.`Population`, t.`Code` LIMIT ?;

-- byCapitalBackward (keys: 1, rows: 2)
SELECT t.`Code`, to0.`Population` FROM `country` AS t LEFT JOIN `city` AS to0 ON to0.`ID` = t.`Capital` ORDER BY to0.`Population` DESC, t.`Code` DESC LIMIT ?;

-- byCapitalsCountry (keys: 1, rows: 5)
SELECT t.`Name`, t.`CountryCode`, to1.`Name`, (SELECT COUNT(*) FROM `countrylanguage` AS to0n WHERE to0n.`CountryCode` = to0.`Code`) FROM `city` AS t LEFT JOIN `country` AS to0 ON to0.`Code` = t.`CountryCode` LEFT JOIN `city` AS to1 ON to1.`ID` = to0.`Capital` ORDER BY to1.`Name` DESC, (SELECT COUNT(*) FROM `countrylanguage` AS to0n WHERE to0n.`CountryCode` = to0.`Code`) DESC, t.`ID` LIMIT ?;

-- byCities (keys: 1, rows: 4)
SELECT t.`Code`, (SELECT COUNT(*) FROM `city` AS tn WHERE tn.`CountryCode` = t.`Code`), (SELECT COUNT(*) FROM `countrylanguage` AS tn WHERE tn.`CountryCode` = t.`Code`) FROM `country` AS t ORDER BY (SELECT COUNT(*) FROM `city` AS tn WHERE tn.`CountryCode` = t.`Code`) DESC, (SELECT COUNT(*) FROM `countrylanguage` AS tn WHERE tn.`CountryCode` = t.`Code`), t.`Code` LIMIT ?;

-- byContinent (keys: 1, rows: 4)
SELECT t.`Code`, t.`Continent` FROM `country` AS t ORDER BY t.`Continent` DESC, t.`Code` LIMIT ?;

-- germanSpeakers (keys: 1, rows: 5)
SELECT t.`CountryCode`, t.`Percentage`, (SELECT COUNT(*) FROM `city` AS to0n WHERE to0n.`CountryCode` = to0.`Code`) FROM `countrylanguage` AS t LEFT JOIN `country` AS to0 ON to0.`Code` = t.`CountryCode` WHERE t.`Language` = ? ORDER BY (SELECT COUNT(*) FROM `city` AS to0n WHERE to0n.`CountryCode` = to0.`Code`) DESC, t.`CountryCode`, t.`Language` LIMIT ?;

-- byCities.nodes.cities.totalCount (keys: 4, rows: 4)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t WHERE t.`CountryCode` = k.k0 GROUP BY k.i;

-- byCities.nodes.languages.totalCount (keys: 4, rows: 4)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `countrylanguage` AS t WHERE t.`CountryCode` = k.k0 GROUP BY k.i;
