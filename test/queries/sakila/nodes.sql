-- node (keys: 1, rows: 1)
SELECT k.i, t.`actor_id`, t.`film_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]', k1 BIGINT UNSIGNED PATH '$[1]')) AS k STRAIGHT_JOIN `film_actor` AS t ON t.`actor_id` = k.k0 AND t.`film_id` = k.k1;

-- nodes (keys: 1, rows: 0)
SELECT k.i, t.`language_id`, t.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `language` AS t ON t.`language_id` = k.k0;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`ID`, t.`name`, t.`address`, t.`zip code`, t.`phone`, t.`city`, t.`country`, t.`SID` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `staff_list` AS t ON t.`ID` = k.k0;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`category`, t.`total_sales` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(82) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `sales_by_film_category` AS t ON t.`category` = k.k0;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`rental_id`, t.`rental_date`, t.`inventory_id`, t.`customer_id`, t.`staff_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `rental` AS t ON t.`rental_id` = k.k0;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`staff_id`, t.`first_name`, t.`last_name`, t.`address_id`, t.`email`, t.`store_id`, t.`active`, t.`username` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `staff` AS t ON t.`staff_id` = k.k0;

-- node.film (keys: 1, rows: 1)
SELECT k.i, t.`film_id`, t.`title`, t.`release_year`, t.`language_id`, t.`original_language_id`, t.`rental_duration`, t.`rental_rate`, t.`length`, t.`replacement_cost`, t.`rating` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `film` AS t ON t.`film_id` = k.k0;
