-- actorsOfHorror (keys: 1, rows: 5)
SELECT t.`actor_id` FROM `actor` AS t WHERE EXISTS (SELECT 1 FROM `film_actor` AS tr JOIN `film` AS trr ON trr.`film_id` = tr.`film_id` JOIN `film_category` AS trrr ON trrr.`film_id` = trr.`film_id` JOIN `category` AS trrrr ON trrrr.`category_id` = trrr.`category_id` WHERE tr.`actor_id` = t.`actor_id` AND trrrr.`name` = ?) ORDER BY t.`actor_id` LIMIT ?;

-- davis (keys: 1, rows: 3)
SELECT t.`last_name` FROM `actor` AS t WHERE t.`last_name` = ? ORDER BY t.`actor_id` LIMIT ?;

-- neverLent (keys: 1, rows: 1)
SELECT t.`film_id` FROM `film` AS t WHERE (EXISTS (SELECT 1 FROM `inventory` AS tr WHERE tr.`film_id` = t.`film_id` AND EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `rental` AS trr WHERE trr.`inventory_id` = tr.`inventory_id`))) = 0 ORDER BY t.`film_id` LIMIT ?;

-- playedWith (keys: 1, rows: 5)
SELECT t.`first_name`, (SELECT COUNT(*) FROM `film_actor` AS tn WHERE tn.`actor_id` = t.`actor_id`) FROM `actor` AS t WHERE ((NOT (t.`actor_id` = ?)) AND EXISTS (SELECT 1 FROM `film_actor` AS tr JOIN `film` AS trr ON trr.`film_id` = tr.`film_id` JOIN `film_actor` AS trrr ON trrr.`film_id` = trr.`film_id` WHERE tr.`actor_id` = t.`actor_id` AND trrr.`actor_id` = ?)) ORDER BY (SELECT COUNT(*) FROM `film_actor` AS tn WHERE tn.`actor_id` = t.`actor_id`) DESC, t.`actor_id` LIMIT ?;

-- returnedAlways (keys: 1, rows: 1)
SELECT t.`customer_id` FROM `customer` AS t WHERE ((EXISTS (SELECT 1 FROM `rental` AS tr WHERE tr.`customer_id` = t.`customer_id`)) = 1 AND (EXISTS (SELECT 1 FROM `rental` AS tr WHERE tr.`customer_id` = t.`customer_id` AND tr.`return_date` IS NULL)) = 0) ORDER BY t.`customer_id` LIMIT ?;

-- servedByTheOtherStore (keys: 1, rows: 2)
SELECT t.`rental_id`, t.`inventory_id` FROM `rental` AS t WHERE ((EXISTS (SELECT 1 FROM `inventory` AS tr WHERE tr.`inventory_id` = t.`inventory_id` AND (tr.`store_id` IS NULL OR EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `store` AS trr WHERE trr.`store_id` = tr.`store_id` AND (NOT (trr.`store_id` = ?)))))) = 1 AND EXISTS (SELECT 1 FROM `staff` AS tr WHERE tr.`staff_id` = t.`staff_id` AND tr.`store_id` = ?)) ORDER BY t.`rental_id` LIMIT ?;

-- actorsOfHorror.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `actor` AS t WHERE EXISTS (SELECT 1 FROM `film_actor` AS tr JOIN `film` AS trr ON trr.`film_id` = tr.`film_id` JOIN `film_category` AS trrr ON trrr.`film_id` = trr.`film_id` JOIN `category` AS trrrr ON trrrr.`category_id` = trrr.`category_id` WHERE tr.`actor_id` = t.`actor_id` AND trrrr.`name` = ?);

-- servedByTheOtherStore.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `rental` AS t WHERE (EXISTS (SELECT 1 FROM `inventory` AS tr WHERE tr.`inventory_id` = t.`inventory_id` AND (tr.`store_id` IS NULL OR EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `store` AS trr WHERE trr.`store_id` = tr.`store_id` AND (NOT (trr.`store_id` = ?))))) AND EXISTS (SELECT 1 FROM `staff` AS tr WHERE tr.`staff_id` = t.`staff_id` AND tr.`store_id` = ?));
