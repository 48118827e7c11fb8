-- first (keys: 1, rows: 5)
SELECT t.`ID`, t.`CountryCode`, t.`Population` FROM `city` AS t ORDER BY t.`CountryCode`, t.`Population` DESC, t.`ID` LIMIT ?;

-- last (keys: 1, rows: 2)
SELECT t.`ID`, t.`CountryCode`, t.`Population` FROM `city` AS t WHERE (t.`CountryCode` > ? OR (t.`CountryCode` = ? AND (t.`Population` < ? OR (t.`Population` = ? AND t.`ID` > ?)))) ORDER BY t.`CountryCode`, t.`Population` DESC, t.`ID` LIMIT ?;

-- second (keys: 1, rows: 5)
SELECT t.`ID`, t.`CountryCode`, t.`Population` FROM `city` AS t WHERE (t.`CountryCode` > ? OR (t.`CountryCode` = ? AND (t.`Population` < ? OR (t.`Population` = ? AND t.`ID` > ?)))) ORDER BY t.`CountryCode`, t.`Population` DESC, t.`ID` LIMIT ?;
