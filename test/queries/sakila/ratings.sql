-- afterAirplane (keys: 1, rows: 2)
SELECT t.`rating` FROM `film` AS t WHERE (t.`rating` + 0 > ? OR (t.`rating` = ? AND t.`film_id` > ?)) ORDER BY t.`rating`, t.`film_id` LIMIT ?;

-- byRating (keys: 1, rows: 9)
SELECT t.`film_id`, t.`rating` FROM `film` AS t ORDER BY t.`rating`, t.`film_id` LIMIT ?;

-- grownUp (keys: 1, rows: 3)
SELECT t.`film_id` FROM `film` AS t WHERE t.`rating` IN (?, ?, ?, ?) ORDER BY t.`film_id` LIMIT ?;

-- listed (keys: 1, rows: 1)
SELECT t.`FID`, t.`rating` FROM `film_list` AS t WHERE t.`rating` = ? ORDER BY t.`FID` LIMIT ?;

-- unrated (keys: 1, rows: 1)
SELECT t.`title` FROM `film` AS t WHERE t.`rating` IS NULL ORDER BY t.`film_id` LIMIT ?;

-- not.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `film` AS t WHERE t.`rating` <> ?;

-- other.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `film` AS t WHERE t.`rating` NOT IN (?, ?);
