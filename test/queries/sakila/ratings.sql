-- afterAirplane (keys: 1, rows: 2)
SELECT t.`film_id`, t.`title`, t.`release_year`, t.`language_id`, t.`original_language_id`, t.`rental_duration`, t.`rental_rate`, t.`length`, t.`replacement_cost`, t.`rating` FROM `film` AS t WHERE (t.`rating` + 0 > ? OR (t.`rating` = ? AND t.`film_id` > ?)) ORDER BY t.`rating`, t.`film_id` LIMIT ?;

-- byRating (keys: 1, rows: 9)
SELECT t.`film_id`, t.`title`, t.`release_year`, t.`language_id`, t.`original_language_id`, t.`rental_duration`, t.`rental_rate`, t.`length`, t.`replacement_cost`, t.`rating` FROM `film` AS t ORDER BY t.`rating`, t.`film_id` LIMIT ?;

-- grownUp (keys: 1, rows: 3)
SELECT t.`film_id`, t.`title`, t.`release_year`, t.`language_id`, t.`original_language_id`, t.`rental_duration`, t.`rental_rate`, t.`length`, t.`replacement_cost`, t.`rating` FROM `film` AS t WHERE t.`rating` IN (?, ?, ?, ?) ORDER BY t.`film_id` LIMIT ?;

-- listed (keys: 1, rows: 1)
SELECT t.`FID`, t.`title`, t.`category`, t.`price`, t.`length`, t.`rating` FROM `film_list` AS t WHERE t.`rating` = ? ORDER BY t.`FID` LIMIT ?;

-- unrated (keys: 1, rows: 1)
SELECT t.`film_id`, t.`title`, t.`release_year`, t.`language_id`, t.`original_language_id`, t.`rental_duration`, t.`rental_rate`, t.`length`, t.`replacement_cost`, t.`rating` FROM `film` AS t WHERE t.`rating` IS NULL ORDER BY t.`film_id` LIMIT ?;

-- not.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `film` AS t WHERE t.`rating` <> ?;

-- other.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `film` AS t WHERE t.`rating` NOT IN (?, ?);
