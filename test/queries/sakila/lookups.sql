-- actor (keys: 1, rows: 1)
SELECT 1, t.`first_name`, t.`last_name`, t.`last_update` FROM `actor` AS t WHERE t.`actor_id` = ?;

-- category (keys: 1, rows: 1)
SELECT 1, t.`name` FROM `category` AS t WHERE t.`category_id` = ?;

-- filmActor, filmActorsById (keys: 3, rows: 2)
SELECT k.i, t.`actor_id`, t.`film_id`, t.`last_update` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]', k1 BIGINT UNSIGNED PATH '$[1]')) AS k STRAIGHT_JOIN `film_actor` AS t ON t.`actor_id` = k.k0 AND t.`film_id` = k.k1;

-- filmActor.film, filmsById, inventory.film (keys: 5, rows: 4)
SELECT k.i, t.`title`, t.`release_year`, t.`rating` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `film` AS t ON t.`film_id` = k.k0;

-- filmCategory (keys: 1, rows: 0)
SELECT 1, t.`last_update` FROM `film_category` AS t WHERE t.`film_id` = ? AND t.`category_id` = ?;

-- inventory (keys: 1, rows: 1)
SELECT 1, t.`film_id` FROM `inventory` AS t WHERE t.`inventory_id` = ?;

-- rentalByRental_dateAndInventory_idAndCustomer_id (keys: 1, rows: 1)
SELECT k.i, t.`rental_id`, t.`return_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 DATETIME(0) PATH '$[0]', k1 BIGINT UNSIGNED PATH '$[1]', k2 BIGINT UNSIGNED PATH '$[2]')) AS k STRAIGHT_JOIN `rental` AS t ON t.`rental_date` = k.k0 AND t.`inventory_id` = k.k1 AND t.`customer_id` = k.k2;

-- staffListById (keys: 2, rows: 2)
SELECT k.i, t.`username` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `staff` AS t ON t.`staff_id` = k.k0;

-- staffListRecordByID (keys: 1, rows: 1)
SELECT k.i, t.`name`, t.`zip code` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `staff_list` AS t ON t.`ID` = k.k0;

-- storeByManager_staff_id (keys: 1, rows: 1)
SELECT 1, t.`store_id`, t.`address_id` FROM `store` AS t WHERE t.`manager_staff_id` = ?;

-- filmActor.actor (keys: 1, rows: 1)
SELECT 1, t.`first_name`, t.`last_name`, t.`last_update` FROM `actor` AS t WHERE t.`actor_id` = ?;

-- storeByManager_staff_id.address (keys: 1, rows: 1)
SELECT 1, t.`address` FROM `address` AS t WHERE t.`address_id` = ?;
