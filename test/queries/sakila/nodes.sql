-- node (keys: 1, rows: 1)
SELECT 1, t.`actor_id`, t.`film_id` FROM `film_actor` AS t WHERE t.`actor_id` = ? AND t.`film_id` = ?;

-- nodes (keys: 1, rows: 0)
SELECT 1, t.`language_id`, t.`name` FROM `language` AS t WHERE t.`language_id` = ?;

-- nodes (keys: 1, rows: 1)
SELECT 1, t.`rental_id`, t.`rental_date`, t.`inventory_id`, t.`customer_id`, t.`staff_id` FROM `rental` AS t WHERE t.`rental_id` = ?;

-- nodes (keys: 1, rows: 1)
SELECT 1, t.`staff_id`, t.`first_name`, t.`last_name`, t.`address_id`, t.`email`, t.`store_id`, t.`active`, t.`username` FROM `staff` AS t WHERE t.`staff_id` = ?;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`ID`, t.`name`, t.`address`, t.`zip code`, t.`phone`, t.`city`, t.`country`, t.`SID` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `staff_list` AS t ON t.`ID` = k.k0;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`category`, t.`total_sales` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(82) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `sales_by_film_category` AS t ON t.`category` = k.k0;

-- node.film (keys: 1, rows: 1)
SELECT 1, t.`film_id`, t.`title`, t.`release_year`, t.`language_id`, t.`original_language_id`, t.`rental_duration`, t.`rental_rate`, t.`length`, t.`replacement_cost`, t.`rating` FROM `film` AS t WHERE t.`film_id` = ?;
