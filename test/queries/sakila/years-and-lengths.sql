-- ancient (keys: 1, rows: 1)
SELECT t.`film_id` FROM `film` AS t WHERE t.`release_year` < ? ORDER BY t.`film_id` LIMIT ?;

-- cheap (keys: 1, rows: 4)
SELECT t.`film_id`, t.`rental_rate`, t.`replacement_cost` FROM `film` AS t WHERE (t.`rental_rate` <= CAST(? AS DECIMAL(65, 30)) AND t.`replacement_cost` <> CAST(? AS DECIMAL(65, 30))) ORDER BY t.`film_id` LIMIT ?;

-- short (keys: 1, rows: 4)
SELECT t.`title`, t.`length` FROM `film` AS t WHERE (NOT (t.`length` >= ?)) ORDER BY t.`length`, t.`film_id` LIMIT ?;

-- unmeasured (keys: 1, rows: 1)
SELECT t.`film_id` FROM `film` AS t WHERE t.`length` IS NULL ORDER BY t.`film_id` LIMIT ?;

-- years (keys: 1, rows: 3)
SELECT t.`film_id`, t.`release_year` FROM `film` AS t ORDER BY t.`release_year` DESC, t.`film_id` LIMIT ?;

-- impossible.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `film` AS t WHERE t.`release_year` + 0 > ?;

-- twoDigits.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `film` AS t WHERE t.`release_year` <> t.`release_year`;
