-- node, nodes (keys: 2, rows: 1)
SELECT k.i, t.`Code`, t.`Name`, t.`Capital` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`Code` = k.k0;

-- nodes (keys: 1, rows: 1)
SELECT 1, t.`Name` FROM `city` AS t WHERE t.`ID` = ?;

-- nodes (keys: 2, rows: 2)
SELECT k.i, t.`CountryCode`, t.`Language` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]', k1 VARCHAR(92) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[1]')) AS k STRAIGHT_JOIN `countrylanguage` AS t ON t.`CountryCode` = k.k0 AND t.`Language` = k.k1;

-- node.languages (keys: 1, rows: 2)
SELECT 1, t.`CountryCode`, t.`Language` FROM `countrylanguage` AS t FORCE INDEX (`CountryCode`) WHERE t.`CountryCode` = ? ORDER BY t.`CountryCode`, t.`CountryCode`, t.`Language` LIMIT ?;

-- nodes.country (keys: 1, rows: 1)
SELECT 1, t.`Code`, t.`Name`, t.`Capital` FROM `country` AS t WHERE t.`Code` = ?;

-- nodes.country.capital (keys: 1, rows: 1)
SELECT 1, t.`Name` FROM `city` AS t WHERE t.`ID` = ?;
