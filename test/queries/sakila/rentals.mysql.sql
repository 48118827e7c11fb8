-- back (keys: 1, rows: 3)
SELECT t.`rental_id`, t.`rental_date`, t.`return_date` FROM `rental` AS t WHERE ((t.`return_date` < ? OR t.`return_date` IS NULL) OR (t.`return_date` = ? AND t.`rental_id` < ?)) ORDER BY t.`return_date` DESC, t.`rental_id` DESC LIMIT ?;

-- customer (keys: 1, rows: 1)
SELECT 1, t.`customer_id` FROM `customer` AS t WHERE t.`customer_id` = ?;

-- down (keys: 1, rows: 5)
SELECT t.`rental_id`, t.`rental_date`, t.`return_date` FROM `rental` AS t ORDER BY t.`return_date`, t.`rental_id` DESC LIMIT ?;

-- first (keys: 1, rows: 5)
SELECT t.`rental_id`, t.`rental_date`, t.`return_date` FROM `rental` AS t ORDER BY t.`return_date`, t.`rental_id` LIMIT ?;

-- next (keys: 1, rows: 3)
SELECT t.`rental_id`, t.`rental_date`, t.`return_date` FROM `rental` AS t WHERE (t.`return_date` IS NOT NULL OR (t.`return_date` IS NULL AND t.`rental_id` > ?)) ORDER BY t.`return_date`, t.`rental_id` LIMIT ?;

-- customer.newest (keys: 1, rows: 3)
SELECT k.i, t.`rental_id`, t.`rental_date`, t.`return_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`rental_id` AS c0 FROM `rental` AS t WHERE t.`customer_id` = k.k0 ORDER BY t.`customer_id`, t.`rental_date` DESC, t.`rental_id` DESC LIMIT ?) AS s STRAIGHT_JOIN `rental` AS t ON t.`rental_id` = s.c0;

-- customer.older (keys: 1, rows: 3)
SELECT p.i, p.n, t.`rental_id`, t.`rental_date`, t.`return_date` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0 DESC, s.o1 DESC) AS n, s.c0 FROM ((SELECT 1 AS i, t.`rental_id` AS c0, t.`rental_date` AS o0, t.`rental_id` AS o1 FROM `rental` AS t WHERE t.`customer_id` = ? AND (t.`rental_date` < ? OR (t.`rental_date` = ? AND t.`rental_id` < ?)) ORDER BY t.`customer_id`, t.`rental_date` DESC, t.`rental_id` DESC LIMIT ?)) AS s) AS p STRAIGHT_JOIN `rental` AS t ON t.`rental_id` = p.c0 WHERE p.n <= ?;
