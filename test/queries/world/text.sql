-- accents (keys: 1, rows: 1)
SELECT t.`Name` FROM `city` AS t WHERE t.`Name` LIKE ? ESCAPE '!' ORDER BY t.`ID` LIMIT ?;

-- brackets (keys: 1, rows: 1)
SELECT t.`ID` FROM `city` AS t WHERE t.`Name` LIKE ? ESCAPE '!' ORDER BY t.`ID` LIMIT ?;

-- fromM (keys: 1, rows: 4)
SELECT t.`Name` FROM `city` AS t WHERE ((t.`Name` < ? AND t.`Name` >= ?) AND t.`District` <> ?) ORDER BY t.`Name` DESC, t.`ID` LIMIT ?;

-- slash (keys: 1, rows: 1)
SELECT t.`LocalName` FROM `country` AS t WHERE t.`LocalName` LIKE ? ESCAPE '!' ORDER BY t.`Code` LIMIT ?;

-- umlauts (keys: 1, rows: 3)
SELECT t.`Name` FROM `city` AS t WHERE t.`Name` IN (?, ?, ?, ?) ORDER BY t.`ID` LIMIT ?;

-- percent.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `city` AS t WHERE t.`Name` LIKE ? ESCAPE '!';
