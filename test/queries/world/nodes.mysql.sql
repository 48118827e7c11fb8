-- node, nodes (keys: 2, rows: 1)
SELECT k.i, t.`Code`, t.`Name`, t.`Continent`, t.`Region`, t.`SurfaceArea`, t.`IndepYear`, t.`Population`, t.`LifeExpectancy`, t.`GNP`, t.`GNPOld`, t.`LocalName`, t.`GovernmentForm`, t.`HeadOfState`, t.`Capital`, t.`Code2` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`Code` = k.k0;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`ID`, t.`Name`, t.`CountryCode`, t.`District`, t.`Population` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t ON t.`ID` = k.k0;

-- nodes (keys: 2, rows: 2)
SELECT k.i, t.`CountryCode`, t.`Language`, t.`IsOfficial`, t.`Percentage` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]', k1 VARCHAR(92) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[1]')) AS k STRAIGHT_JOIN `countrylanguage` AS t ON t.`CountryCode` = k.k0 AND t.`Language` = k.k1;

-- node.languages (keys: 1, rows: 2)
SELECT p.i, p.n, t.`CountryCode`, t.`Language`, t.`IsOfficial`, t.`Percentage` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0, s.o1) AS n, s.c0, s.c1 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`CountryCode` AS c0, t.`Language` AS c1, t.`CountryCode` AS o0, t.`Language` AS o1 FROM `countrylanguage` AS t WHERE t.`CountryCode` = k.k0 ORDER BY t.`CountryCode`, t.`CountryCode`, t.`Language` LIMIT ?) AS s) AS p STRAIGHT_JOIN `countrylanguage` AS t ON t.`CountryCode` = p.c0 AND t.`Language` = p.c1 WHERE p.n <= ?;

-- nodes.country (keys: 1, rows: 1)
SELECT k.i, t.`Code`, t.`Name`, t.`Continent`, t.`Region`, t.`SurfaceArea`, t.`IndepYear`, t.`Population`, t.`LifeExpectancy`, t.`GNP`, t.`GNPOld`, t.`LocalName`, t.`GovernmentForm`, t.`HeadOfState`, t.`Capital`, t.`Code2` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`Code` = k.k0;

-- nodes.country.capital (keys: 1, rows: 1)
SELECT k.i, t.`ID`, t.`Name`, t.`CountryCode`, t.`District`, t.`Population` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t ON t.`ID` = k.k0;
