-- citiesById, city (keys: 4, rows: 3)
SELECT k.i, t.`ID`, t.`Name`, t.`CountryCode`, t.`District` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t ON t.`ID` = k.k0;

-- countriesById, country, lowerCase, nobody (keys: 5, rows: 4)
SELECT k.i, t.`Code`, t.`Name`, t.`Continent`, t.`IndepYear`, t.`LifeExpectancy`, t.`LocalName`, t.`HeadOfState`, t.`Code2` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`Code` = k.k0;

-- countryLanguage, countryLanguagesById (keys: 4, rows: 3)
SELECT k.i, t.`CountryCode`, t.`Language`, t.`IsOfficial`, t.`Percentage` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]', k1 VARCHAR(92) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[1]')) AS k STRAIGHT_JOIN `countrylanguage` AS t ON t.`CountryCode` = k.k0 AND t.`Language` = k.k1;

-- countryLanguagesById.country (keys: 2, rows: 2)
SELECT k.i, t.`Code`, t.`Name`, t.`Continent`, t.`IndepYear`, t.`LifeExpectancy`, t.`LocalName`, t.`HeadOfState`, t.`Code2` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(38) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`Code` = k.k0;
