-- exactly (keys: 1, rows: 1)
SELECT t.`SurfaceArea` FROM `country` AS t WHERE t.`SurfaceArea` = CAST(? AS DECIMAL(65, 30)) ORDER BY t.`Code` LIMIT ?;

-- float (keys: 1, rows: 2)
SELECT t.`Code` FROM `country` AS t WHERE (t.`LifeExpectancy` < ? AND t.`LifeExpectancy` >= ?) ORDER BY t.`LifeExpectancy`, t.`Code` LIMIT ?;

-- halves (keys: 1, rows: 1)
SELECT t.`Code` FROM `country` AS t WHERE t.`LifeExpectancy` = ? ORDER BY t.`Code` LIMIT ?;

-- old (keys: 1, rows: 2)
SELECT t.`Code`, t.`SurfaceArea`, t.`IndepYear`, t.`LifeExpectancy`, t.`GNP`, t.`GNPOld` FROM `country` AS t WHERE t.`IndepYear` < ? ORDER BY t.`IndepYear`, t.`Code` LIMIT ?;

-- withoutGnp (keys: 1, rows: 3)
SELECT t.`Code`, t.`GNP`, t.`GNPOld` FROM `country` AS t WHERE (t.`GNP` = CAST(? AS DECIMAL(65, 30)) OR t.`GNPOld` IS NULL) ORDER BY t.`Code` LIMIT ?;

-- notIn.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `country` AS t WHERE (t.`Continent` = ? AND t.`GNPOld` NOT IN (CAST(? AS DECIMAL(65, 30)), CAST(? AS DECIMAL(65, 30))));
