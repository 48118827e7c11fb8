-- countries (keys: 1, rows: 4)
SELECT t.`country_id`, t.`country` FROM `country` AS t ORDER BY t.`country`, t.`country_id` LIMIT ?;

-- countries.nodes.city (keys: 4, rows: 4)
SELECT k.i, t.`city_id`, t.`city` FROM (SELECT k.*, COALESCE((SELECT e.`city_id` FROM `city` AS e FORCE INDEX (`idx_fk_country_id`) WHERE e.`country_id` = k.k0 ORDER BY e.`country_id`, e.`city_id` LIMIT 1 OFFSET ?), CAST(65535 AS UNSIGNED)) AS e0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k LIMIT 2147483648) AS k STRAIGHT_JOIN `city` AS r FORCE INDEX (`idx_fk_country_id`) STRAIGHT_JOIN `city` AS t ON t.`city_id` = r.`city_id` WHERE r.`country_id` >= k.k0 AND r.`country_id` <= k.k0 AND r.`city_id` <= k.e0;

-- countries.nodes.city.nodes.address (keys: 4, rows: 2)
SELECT p.i, p.n, t.`address_id`, t.`address2`, t.`postal_code` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0 DESC) AS n, s.c0 FROM ((SELECT 1 AS i, t.`address_id` AS c0, t.`address_id` AS o0 FROM `address` AS t WHERE t.`city_id` = ? AND (EXISTS (SELECT 1 FROM `customer` AS tr WHERE tr.`address_id` = t.`address_id`)) = 1 ORDER BY t.`city_id` DESC, t.`address_id` DESC LIMIT ?) UNION ALL (SELECT 2 AS i, t.`address_id` AS c0, t.`address_id` AS o0 FROM `address` AS t WHERE t.`city_id` = ? AND (EXISTS (SELECT 1 FROM `customer` AS tr WHERE tr.`address_id` = t.`address_id`)) = 1 ORDER BY t.`city_id` DESC, t.`address_id` DESC LIMIT ?) UNION ALL (SELECT 3 AS i, t.`address_id` AS c0, t.`address_id` AS o0 FROM `address` AS t WHERE t.`city_id` = ? AND (EXISTS (SELECT 1 FROM `customer` AS tr WHERE tr.`address_id` = t.`address_id`)) = 1 ORDER BY t.`city_id` DESC, t.`address_id` DESC LIMIT ?) UNION ALL (SELECT 4 AS i, t.`address_id` AS c0, t.`address_id` AS o0 FROM `address` AS t WHERE t.`city_id` = ? AND (EXISTS (SELECT 1 FROM `customer` AS tr WHERE tr.`address_id` = t.`address_id`)) = 1 ORDER BY t.`city_id` DESC, t.`address_id` DESC LIMIT ?)) AS s) AS p STRAIGHT_JOIN `address` AS t ON t.`address_id` = p.c0 WHERE p.n <= ?;

-- countries.nodes.city.nodes.address.nodes.customer (keys: 2, rows: 3)
SELECT p.i, p.n, t.`customer_id`, t.`last_name` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`last_name`, t.`customer_id`) AS n, t.`customer_id` AS c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `customer` AS t WHERE t.`address_id` = k.k0) AS p STRAIGHT_JOIN `customer` AS t ON t.`customer_id` = p.c0 WHERE p.n <= ?;

-- countries.nodes.city.nodes.address.nodes.customer.nodes.rental (keys: 3, rows: 2)
SELECT p.i, p.n, t.`rental_date`, t.`inventory_id` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY t.`rental_date` DESC, t.`rental_id`) AS n, t.`rental_id` AS c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `rental` AS t WHERE t.`customer_id` = k.k0) AS p STRAIGHT_JOIN `rental` AS t ON t.`rental_id` = p.c0 WHERE p.n <= ?;

-- countries.nodes.city.nodes.address.nodes.customer.nodes.rental.nodes.inventory (keys: 2, rows: 2)
SELECT k.i, t.`film_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `inventory` AS t ON t.`inventory_id` = k.k0;

-- countries.nodes.city.nodes.address.nodes.customer.nodes.rental.nodes.inventory.film (keys: 2, rows: 2)
SELECT k.i, t.`title` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `film` AS t ON t.`film_id` = k.k0;
