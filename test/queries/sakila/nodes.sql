-- node (keys: 1, rows: 1)
SELECT 1, t.`actor_id`, t.`film_id` FROM `film_actor` AS t WHERE t.`actor_id` = ? AND t.`film_id` = ?;

-- nodes (keys: 1, rows: 0)
SELECT 1, t.`language_id` FROM `language` AS t WHERE t.`language_id` = ?;

-- nodes (keys: 1, rows: 1)
SELECT 1, t.`rental_date` FROM `rental` AS t WHERE t.`rental_id` = ?;

-- nodes (keys: 1, rows: 1)
SELECT 1, t.`username` FROM `staff` AS t WHERE t.`staff_id` = ?;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `staff_list` AS t ON t.`ID` = k.k0;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`total_sales` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(82) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `sales_by_film_category` AS t ON t.`category` = k.k0;

-- node.film (keys: 1, rows: 1)
SELECT 1, t.`film_id` FROM `film` AS t WHERE t.`film_id` = ?;
