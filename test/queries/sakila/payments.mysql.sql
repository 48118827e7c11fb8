-- customers (keys: 1, rows: 5)
SELECT t.`customer_id`, (SELECT COUNT(*) FROM `payment` AS tn WHERE tn.`customer_id` = t.`customer_id`) FROM `customer` AS t ORDER BY (SELECT COUNT(*) FROM `payment` AS tn WHERE tn.`customer_id` = t.`customer_id`) DESC, t.`customer_id` LIMIT ?;

-- staffList (keys: 1, rows: 3)
SELECT t.`staff_id` FROM `staff` AS t ORDER BY t.`staff_id` LIMIT ?;

-- withoutRental, withoutRental.nodes.customer, withoutRental.nodes.rental (keys: 1, rows: 1)
SELECT t.`customer_id`, t.`rental_id`, t.`amount`, t.`last_update`, ta0.`customer_id`, ta0.`last_update`, ta1.`rental_id` FROM `payment` AS t LEFT JOIN `customer` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`customer_id` = t.`customer_id` LEFT JOIN `rental` AS ta1 FORCE INDEX (`PRIMARY`) ON ta1.`rental_id` = t.`rental_id` WHERE t.`rental_id` IS NULL ORDER BY t.`payment_id` LIMIT ?;

-- payments.aggregate, payments.totalCount (keys: 1, rows: 1)
SELECT COUNT(*), MIN(t.`amount`), MIN(t.`payment_date`), MAX(t.`payment_id`), MAX(t.`amount`), MAX(t.`payment_date`), ROUND(AVG(t.`amount`), 6), SUM(t.`amount`) FROM `payment` AS t;

-- staffList.nodes.payment (keys: 3, rows: 2)
SELECT k.i, t.`payment_id`, t.`amount` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`payment_id` AS c0 FROM `payment` AS t WHERE t.`staff_id` = k.k0 AND t.`amount` >= CAST(? AS DECIMAL(65, 30)) ORDER BY t.`staff_id` DESC, t.`payment_id` DESC LIMIT ?) AS s STRAIGHT_JOIN `payment` AS t ON t.`payment_id` = s.c0;

-- customers.nodes.late.totalCount (keys: 5, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `rental` AS t WHERE t.`customer_id` = k.k0 AND t.`return_date` IS NULL GROUP BY k.i;

-- customers.nodes.payment.aggregate (keys: 5, rows: 5)
SELECT k.i, COUNT(*), ROUND(AVG(t.`amount`), 6), SUM(t.`amount`) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `payment` AS t WHERE t.`customer_id` = k.k0 GROUP BY k.i;

-- staffList.nodes.payment.aggregate (keys: 3, rows: 2)
SELECT k.i, MAX(t.`payment_date`), SUM(t.`amount`) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `payment` AS t WHERE t.`staff_id` = k.k0 AND t.`amount` >= CAST(? AS DECIMAL(65, 30)) GROUP BY k.i;
