-- countries, countries.nodes.capital (keys: 1, rows: 5)
SELECT t.`Code`, t.`Name`, t.`Capital`, ta0.`ID`, ta0.`Name` FROM `country` AS t LEFT JOIN `city` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`ID` = t.`Capital` WHERE t.`Code` IN (?, ?, ?, ?, ?, ?, ?, ?) ORDER BY t.`Population` DESC, t.`Code` LIMIT ?;

-- countries.nodes.cities (keys: 5, rows: 9)
SELECT k.i, t.`ID`, t.`Name`, t.`Population` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`ID` AS c0 FROM `city` AS t WHERE t.`CountryCode` = k.k0 ORDER BY t.`CountryCode`, t.`Population` DESC, t.`ID` LIMIT ?) AS s STRAIGHT_JOIN `city` AS t ON t.`ID` = s.c0;

-- countries.nodes.languages (keys: 5, rows: 6)
SELECT p.i, p.n, t.`Language`, t.`Percentage` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0 DESC, s.o1, s.o2) AS n, s.c0, s.c1 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`CountryCode` AS c0, t.`Language` AS c1, t.`Percentage` AS o0, t.`CountryCode` AS o1, t.`Language` AS o2 FROM `countrylanguage` AS t WHERE t.`CountryCode` = k.k0 AND t.`IsOfficial` = ? ORDER BY t.`CountryCode`, t.`Percentage` DESC, t.`CountryCode`, t.`Language` LIMIT ?) AS s) AS p STRAIGHT_JOIN `countrylanguage` AS t ON t.`CountryCode` = p.c0 AND t.`Language` = p.c1 WHERE p.n <= ?;

-- countries.nodes.cities.totalCount (keys: 5, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t WHERE t.`CountryCode` = k.k0 GROUP BY k.i;

-- countries.nodes.cities.edges.node.capitalOf (keys: 6, rows: 1)
SELECT p.i, p.n, t.`Code` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`Code`) AS n, t.`Code` AS c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t WHERE t.`Capital` = k.k0) AS p STRAIGHT_JOIN `country` AS t ON t.`Code` = p.c0 WHERE p.n <= ?;
