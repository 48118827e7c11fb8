-- endOfTime (keys: 1, rows: 2)
SELECT t.`actor_id`, t.`last_update` FROM `actor` AS t WHERE t.`last_update` > ? ORDER BY t.`last_update` DESC, t.`actor_id` LIMIT ?;

-- inactive (keys: 1, rows: 1)
SELECT t.`username` FROM `staff` AS t WHERE t.`active` = ? ORDER BY t.`staff_id` LIMIT ?;

-- staffList (keys: 1, rows: 3)
SELECT t.`staff_id`, t.`picture`, t.`active`, t.`last_update` FROM `staff` AS t ORDER BY t.`staff_id` LIMIT ?;

-- withPicture (keys: 1, rows: 1)
SELECT t.`username` FROM `staff` AS t WHERE t.`picture` = ? ORDER BY t.`staff_id` LIMIT ?;

-- withoutPicture (keys: 1, rows: 1)
SELECT t.`username` FROM `staff` AS t WHERE t.`picture` IS NULL ORDER BY t.`staff_id` LIMIT ?;

-- atOnce.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `actor` AS t WHERE t.`last_update` = ?;
