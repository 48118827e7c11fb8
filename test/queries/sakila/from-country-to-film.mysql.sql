-- countries (keys: 1, rows: 4)
SELECT t.`country_id`, t.`country` FROM `country` AS t ORDER BY t.`country`, t.`country_id` LIMIT ?;

-- countries.nodes.city (keys: 4, rows: 4)
SELECT k.i, t.`city_id`, t.`city` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`city_id` AS c0 FROM `city` AS t WHERE t.`country_id` = k.k0 ORDER BY t.`country_id`, t.`city_id` LIMIT ?) AS s STRAIGHT_JOIN `city` AS t ON t.`city_id` = s.c0;

-- countries.nodes.city.nodes.address (keys: 4, rows: 2)
SELECT k.i, t.`address_id`, t.`address2`, t.`postal_code` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`address_id` AS c0 FROM `address` AS t WHERE t.`city_id` = k.k0 AND (EXISTS (SELECT 1 FROM `customer` AS tr WHERE tr.`address_id` = t.`address_id`)) = 1 ORDER BY t.`city_id` DESC, t.`address_id` DESC LIMIT ?) AS s STRAIGHT_JOIN `address` AS t ON t.`address_id` = s.c0;

-- countries.nodes.city.nodes.address.nodes.customer (keys: 2, rows: 3)
SELECT p.i, p.n, t.`customer_id`, t.`last_name` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0, s.o1) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`customer_id` AS c0, t.`last_name` AS o0, t.`customer_id` AS o1 FROM `customer` AS t WHERE t.`address_id` = k.k0 ORDER BY t.`address_id`, t.`last_name`, t.`customer_id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `customer` AS t ON t.`customer_id` = p.c0 WHERE p.n <= ?;

-- countries.nodes.city.nodes.address.nodes.customer.nodes.rental (keys: 3, rows: 2)
SELECT k.i, t.`rental_id`, t.`rental_date`, t.`inventory_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`rental_id` AS c0 FROM `rental` AS t WHERE t.`customer_id` = k.k0 ORDER BY t.`customer_id`, t.`rental_date` DESC, t.`rental_id` LIMIT ?) AS s STRAIGHT_JOIN `rental` AS t ON t.`rental_id` = s.c0;

-- countries.nodes.city.nodes.address.nodes.customer.nodes.rental.nodes.inventory (keys: 2, rows: 2)
SELECT k.i, t.`film_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `inventory` AS t ON t.`inventory_id` = k.k0;

-- countries.nodes.city.nodes.address.nodes.customer.nodes.rental.nodes.inventory.film (keys: 2, rows: 2)
SELECT k.i, t.`title` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `film` AS t ON t.`film_id` = k.k0;
