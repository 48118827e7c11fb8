-- inCanada (keys: 1, rows: 1)
SELECT t.`store_id` FROM `store` AS t WHERE EXISTS (SELECT 1 FROM `address` AS tr JOIN `city` AS trr ON trr.`city_id` = tr.`city_id` JOIN `country` AS trrr ON trrr.`country_id` = trr.`country_id` WHERE tr.`address_id` = t.`address_id` AND trrr.`country` = ?) ORDER BY t.`store_id` LIMIT ?;

-- managers (keys: 1, rows: 2)
SELECT t.`staff_id` FROM `staff` AS t WHERE (EXISTS (SELECT 1 FROM `store` AS tr WHERE tr.`manager_staff_id` = t.`staff_id`)) = 1 ORDER BY t.`staff_id` LIMIT ?;

-- others (keys: 1, rows: 1)
SELECT t.`staff_id` FROM `staff` AS t WHERE (EXISTS (SELECT 1 FROM `store` AS tr WHERE tr.`manager_staff_id` = t.`staff_id`)) = 0 ORDER BY t.`staff_id` LIMIT ?;

-- stores (keys: 1, rows: 2)
SELECT t.`store_id`, t.`manager_staff_id` FROM `store` AS t ORDER BY t.`store_id` LIMIT ?;

-- stores.nodes.staff_staff_store_idTostore (keys: 2, rows: 3)
SELECT p.i, p.n, t.`staff_id`, t.`email`, t.`active`, t.`username` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0, s.o1) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`staff_id` AS c0, t.`username` AS o0, t.`staff_id` AS o1 FROM `staff` AS t WHERE t.`store_id` = k.k0 ORDER BY t.`store_id`, t.`username`, t.`staff_id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `staff` AS t ON t.`staff_id` = p.c0 WHERE p.n <= ?;

-- stores.nodes.staff_store_manager_staff_idTostaff (keys: 2, rows: 2)
SELECT k.i, t.`store_id`, t.`username` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `staff` AS t ON t.`staff_id` = k.k0;

-- stores.nodes.customer.totalCount (keys: 2, rows: 2)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `customer` AS t WHERE t.`store_id` = k.k0 AND t.`active` = ? GROUP BY k.i;

-- stores.nodes.inventory.totalCount (keys: 2, rows: 2)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `inventory` AS t WHERE t.`store_id` = k.k0 GROUP BY k.i;

-- stores.nodes.staff_store_manager_staff_idTostaff.store_staff_store_idTostore (keys: 2, rows: 2)
SELECT k.i, t.`store_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `store` AS t ON t.`store_id` = k.k0;

-- stores.nodes.staff_staff_store_idTostore.nodes.store_store_manager_staff_idTostaff (keys: 3, rows: 2)
SELECT k.i, t.`store_id`, t.`address_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `store` AS t ON t.`manager_staff_id` = k.k0;

-- stores.nodes.staff_staff_store_idTostore.nodes.store_store_manager_staff_idTostaff.address (keys: 2, rows: 2)
SELECT k.i, t.`district`, t.`city_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `address` AS t ON t.`address_id` = k.k0;

-- stores.nodes.staff_staff_store_idTostore.nodes.store_store_manager_staff_idTostaff.address.city (keys: 2, rows: 2)
SELECT k.i, t.`city`, t.`country_id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `city` AS t ON t.`city_id` = k.k0;

-- stores.nodes.staff_staff_store_idTostore.nodes.store_store_manager_staff_idTostaff.address.city.country (keys: 2, rows: 2)
SELECT k.i, t.`country` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `country` AS t ON t.`country_id` = k.k0;
