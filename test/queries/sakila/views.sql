-- actorInfos (keys: 1, rows: 3)
SELECT t.`actor_id`, t.`film_info` FROM `actor_info` AS t WHERE t.`film_info` LIKE ? ESCAPE '!' ORDER BY t.`actor_id` LIMIT ?;

-- customerListByID (keys: 1, rows: 1)
SELECT k.i, t.`name`, t.`city`, t.`notes` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `customer_list` AS t ON t.`ID` = k.k0;

-- customerLists (keys: 1, rows: 3)
SELECT t.`ID`, t.`name`, t.`zip code`, t.`country`, t.`notes`, t.`SID` FROM `customer_list` AS t ORDER BY t.`country`, t.`name` DESC, t.`ID` LIMIT ?;

-- filmLists (keys: 1, rows: 1)
SELECT t.`FID`, t.`price`, t.`actors` FROM `film_list` AS t WHERE t.`category` IS NULL ORDER BY t.`FID` LIMIT ?;

-- salesByFilmCategories (keys: 1, rows: 4)
SELECT t.`category`, t.`total_sales` FROM `sales_by_film_category` AS t ORDER BY t.`total_sales` DESC, t.`category` LIMIT ?;

-- staffListRecords (keys: 1, rows: 1)
SELECT t.`name`, t.`country` FROM `staff_list` AS t WHERE t.`zip code` = ? ORDER BY t.`ID` LIMIT ?;

-- customerLists.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `customer_list` AS t;

-- salesByFilmCategories.aggregate (keys: 1, rows: 1)
SELECT SUM(t.`total_sales`) FROM `sales_by_film_category` AS t;
